package dev.drover.module.files;

import dev.drover.module.files.LineInFile.Edit;
import dev.drover.question.FileText;
import dev.drover.template.PythonRegex;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/** The decision of lineinfile: the file's text as it should be. */
final class LineEdit {

    private final LineInFile call;
    private final FileText.Contents file;
    private final List<String> lines;
    private final String line;

    LineEdit(LineInFile call, FileText.Contents file) {
        this.call = call;
        this.file = file;
        this.lines = TextEdit.lines(file.text());
        this.line = call.line().map(file::here).orElse("");
    }

    Edit edited() {
        return call.state() == LineInFile.State.ABSENT ? removed() : present();
    }

    private Edit removed() {
        Predicate<String> goes =
                matcher().orElse(one -> TextEdit.withoutEnd(one).equals(line));
        var kept = lines.stream().filter(goes.negate()).toList();
        int count = lines.size() - kept.size();
        var message = count == 0 ? "" : count + " line(s) removed";
        return new Edit(String.join("", kept), message, Optional.of(count));
    }

    private Optional<Predicate<String>> matcher() {
        return call.regexp()
                .<Predicate<String>>map(
                        regexp -> one -> regex(regexp).matcher(one).find())
                .or(() -> call.searchString().map(file::here).map(text -> one -> one.contains(text)));
    }

    /** In a file that is no UTF-8 each byte is a character, in the pattern too. */
    private java.util.regex.Pattern regex(PythonRegex regexp) {
        return regexp.of(file.here(regexp.text()));
    }

    private Edit present() {
        int matched = matcher().map(matches -> last(matches, call.firstmatch())).orElse(-1);
        if (matched >= 0) {
            return replaced(matched);
        }
        if (call.backrefs()) {
            return Edit.of(lines, "");
        }
        int same = last(one -> TextEdit.withoutEnd(one).equals(line), false);
        if (same >= 0) {
            return Edit.of(lines, "");
        }
        return inserted();
    }

    private Edit replaced(int at) {
        var old = lines.get(at);
        var wanted = line;
        if (call.backrefs()) {
            var matcher = regex(call.regexp().orElseThrow()).matcher(old);
            wanted = matcher.find() ? PythonRegex.expanded(line, matcher) : line;
        }
        var whole = wanted.endsWith("\n") ? wanted : wanted + "\n";
        if (old.equals(whole)) {
            return Edit.of(lines, "");
        }
        var edited = new ArrayList<>(lines);
        edited.set(at, whole);
        return Edit.of(edited, "line replaced");
    }

    private Edit inserted() {
        var anchor = call.insertbefore().or(call::insertafter).map(file::here);
        boolean before = call.insertbefore().isPresent();
        var edited = new ArrayList<>(lines);
        var whole = line.endsWith("\n") ? line : line + "\n";
        if (before && anchor.get().equals("BOF")) {
            edited.addFirst(whole);
            return Edit.of(edited, "line added");
        }
        int at = anchor.filter(text -> !text.equals("EOF") && !text.equals("BOF"))
                .map(text -> {
                    var pattern = PythonRegex.parse(text).pattern();
                    return last(one -> pattern.matcher(one).find(), call.firstmatch());
                })
                .orElse(-1);
        if (at < 0) {
            if (!edited.isEmpty() && !edited.getLast().endsWith("\n")) {
                edited.set(edited.size() - 1, edited.getLast() + "\n");
            }
            edited.add(whole);
            return Edit.of(edited, "line added");
        }
        if (!before && !edited.get(at).endsWith("\n")) {
            edited.set(at, edited.get(at) + "\n");
        }
        edited.add(before ? at : at + 1, whole);
        return Edit.of(edited, "line added");
    }

    /** The index of the last (or first) line that matches, or -1. */
    private int last(Predicate<String> matches, boolean first) {
        int found = -1;
        for (int i = 0; i < lines.size() && !(first && found >= 0); i++) {
            if (matches.test(lines.get(i))) {
                found = i;
            }
        }
        return found;
    }
}
