package dev.drover.check;

import dev.drover.playbook.Keyword;
import dev.drover.playbook.Keywords;
import dev.drover.playbook.Play;
import dev.drover.value.Code;
import dev.drover.value.Nearest;
import dev.drover.value.Origin;
import dev.drover.value.Problem;
import dev.drover.value.Value;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/** Looks at the values of keywords. Those of a play are read before it begins; those of a task when a host comes to it. */
final class KeywordCheck {

    private static final List<String> STRATEGIES = List.of("linear", "free", "host_pinned", "debug");

    private static final List<String> LOOP_CONTROL =
            List.of("loop_var", "index_var", "label", "pause", "extended", "extended_allitems", "break_when");

    /** What the play itself needs, and what has no chance wherever it stands. */
    private static final Set<Keyword> BEFORE = EnumSet.of(
            Keyword.GATHER_FACTS,
            Keyword.GATHER_SUBSET,
            Keyword.GATHER_TIMEOUT,
            Keyword.FORCE_HANDLERS,
            Keyword.MAX_FAIL_PERCENTAGE,
            Keyword.SERIAL,
            Keyword.THROTTLE,
            Keyword.ORDER,
            Keyword.NAME,
            Keyword.BECOME_USER,
            Keyword.BECOME_METHOD,
            Keyword.BECOME_FLAGS,
            Keyword.BECOME_EXE,
            Keyword.CONNECTION,
            Keyword.REMOTE_USER,
            Keyword.FACT_PATH,
            Keyword.DELEGATE_TO,
            Keyword.COLLECTIONS);

    private final Findings findings;

    KeywordCheck(Findings findings) {
        this.findings = findings;
    }

    void play(Play play) {
        values(play.keywords(), play.origin(), false, false);
        strategy(play);
    }

    /** @param hosts whether the play has hosts */
    void task(Visit visit, boolean hosts) {
        var task = visit.task();
        boolean certain = hosts && visit.certain();
        // where conditions leave a task out, Ansible does not read what else is written on it
        values(task.keywords(), task.origin(), hosts && visit.evaluates(), certain);
        task.keywords()
                .get(Keyword.LOOP)
                .flatMap(KeywordValues::wrongLoop)
                .ifPresent(wrong -> add(wrong, place(task.keywords(), Keyword.LOOP, task.origin()), certain));
        task.keywords()
                .get(Keyword.LOOP_CONTROL)
                .ifPresent(
                        control -> loopControl(control, place(task.keywords(), Keyword.LOOP_CONTROL, task.origin())));
    }

    private void values(Keywords keywords, Origin element, boolean evaluated, boolean reached) {
        keywords.values().forEach((keyword, value) -> {
            boolean certain = evaluated || keyword == Keyword.WHEN && reached || BEFORE.contains(keyword);
            KeywordValues.wrong(keyword, value)
                    .ifPresent(wrong -> add(wrong, place(keywords, keyword, element), certain));
        });
    }

    private static Origin place(Keywords keywords, Keyword keyword, Origin element) {
        var place = keywords.place(keyword);
        return place.known() ? place : element;
    }

    private void add(KeywordValues.Wrong wrong, Origin place, boolean certain) {
        findings.add(new Problem(Code.WRONG_KEYWORD_VALUE, wrong.message(), place, wrong.hint()), certain);
    }

    private void loopControl(Value control, Origin place) {
        if (!(control instanceof Value.Mapping(var entries))) {
            if (!(control instanceof Value.Nil)) {
                findings.add(new Problem(Code.WRONG_KEYWORD_VALUE, "\"loop_control\" takes a mapping", place));
            }
            return;
        }
        for (var key : entries.keySet()) {
            if (!LOOP_CONTROL.contains(key.toString())) {
                findings.add(new Problem(
                        Code.UNKNOWN_KEYWORD,
                        "\"" + key + "\" is no keyword of loop_control",
                        key instanceof Value.Text text && text.origin().known() ? text.origin() : place,
                        Nearest.to(key.toString(), LOOP_CONTROL).map(name -> "did you mean `" + name + "`?")));
            }
        }
    }

    private void strategy(Play play) {
        var written = play.keywords().get(Keyword.STRATEGY);
        if (written.isPresent()
                && written.get() instanceof Value.Text strategy
                && Constants.isConstant(strategy)
                && !STRATEGIES.contains(strategy.text().replaceFirst("^(ansible\\.builtin\\.|mitogen_)", ""))) {
            findings.add(new Problem(
                    Code.NOT_SUPPORTED,
                    "there is no strategy \"" + strategy.text() + "\"; there are " + String.join(", ", STRATEGIES),
                    strategy.origin(),
                    Nearest.to(strategy.text(), STRATEGIES).map(name -> "did you mean `" + name + "`?")));
        }
    }
}
