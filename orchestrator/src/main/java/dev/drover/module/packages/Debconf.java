package dev.drover.module.packages;

import dev.drover.module.Alias;
import dev.drover.module.Default;
import dev.drover.module.Diff;
import dev.drover.module.Doc;
import dev.drover.module.Module;
import dev.drover.module.ModuleCall;
import dev.drover.module.Plan;
import dev.drover.module.Result;
import dev.drover.node.Attachment;
import dev.drover.node.Script;
import dev.drover.question.Output;
import dev.drover.value.Value;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** Answers a question of a Debian package before it is asked. Without a question, tells the answers there are. */
@Module(value = "debconf", summary = "Answers the questions of Debian packages.")
public record Debconf(
        @Alias("pkg") @Doc("The package.") String name,

        @Alias({"selection", "setting"}) @Doc("The question.")
        Optional<String> question,

        @Doc("The type of its answer.") Optional<Type> vtype,
        @Alias("answer") @Doc("The answer.") Optional<Value> value,

        @Default("false") @Doc("Leave it to be asked in spite of that.")
        boolean unseen)
        implements ModuleCall {

    public enum Type {
        BOOLEAN,
        ERROR,
        MULTISELECT,
        NOTE,
        PASSWORD,
        SEEN,
        SELECT,
        STRING,
        TEXT,
        TITLE;

        String word() {
            return name().toLowerCase(java.util.Locale.ROOT);
        }
    }

    public Debconf {
        if (question.isPresent() && (vtype.isEmpty() || value.isEmpty())) {
            throw new IllegalArgumentException("when supplying a question you must supply a valid vtype and value");
        }
        if (!name.matches("[\\w.+-]+")
                || question.filter(text -> text.matches("(?s).*\\s.*")).isPresent()) {
            throw new IllegalArgumentException("name and question must each be one word");
        }
    }

    @Override
    public Plan plan() {
        return Plan.ask(new Output(Script.of("dr_debconf_show {} {}", name, password() ? "1" : "")), answer -> {
            if (!answer.ok()) {
                return Plan.failed("%s", Plan.complaint(answer));
            }
            var there = new LinkedHashMap<String, String>();
            answer.out()
                    .lines()
                    .map(line -> line.replaceFirst("^[* ]+", "").split(": ?", 2))
                    .forEach(pair -> {
                        if (pair.length == 2) {
                            there.put(pair[0], pair[1]);
                        }
                    });
            return decide(there);
        });
    }

    private boolean password() {
        return vtype.filter(Type.PASSWORD::equals).isPresent();
    }

    private Plan decide(Map<String, String> there) {
        if (question.isEmpty()) {
            return Plan.settled(Result.UNCHANGED.with("msg", "").with("current", current(there)));
        }
        var wanted = wanted();
        var is = there.getOrDefault(question.get(), "");
        boolean known = there.containsKey(question.get());
        if (known && is.equals(wanted)) {
            return Plan.settled(Result.UNCHANGED.with("msg", "").with("current", current(there)));
        }
        var line = "%s %s %s %s\n"
                .formatted(name, question.get(), vtype.orElseThrow().word(), wanted);
        var after = new LinkedHashMap<String, String>();
        after.put(question.get(), password() ? "(password omitted)" : wanted);
        var before = known ? Map.of(question.get(), password() ? "(password omitted)" : is) : Map.<String, String>of();
        var result = Result.CHANGED
                .with("current", current(after))
                .with("previous", current(before))
                .with("msg", "");
        return new Plan.Change(
                Diff.state(question.get(), texts(before), texts(after)),
                Script.of(unseen ? "debconf-set-selections -u" : "debconf-set-selections")
                        .withStdin(Attachment.of(line)),
                result,
                answer -> Plan.settled(answer.ok() ? result : Result.failed(Plan.complaint(answer))));
    }

    private String wanted() {
        var text = value.orElseThrow() instanceof Value.Bool(var truth)
                ? Boolean.toString(truth)
                : value.get().toString();
        if (value.get() instanceof Value.Int(var number)) {
            text = number.toString();
        }
        return vtype.filter(Type.BOOLEAN::equals).isPresent() ? text.toLowerCase(java.util.Locale.ROOT) : text;
    }

    private static Value.Mapping current(Map<String, String> texts) {
        return Value.Mapping.of(texts(texts));
    }

    private static Map<String, Value> texts(Map<String, String> texts) {
        var values = new LinkedHashMap<String, Value>();
        texts.forEach((name, text) -> values.put(name, Value.of(text)));
        return values;
    }
}
