package dev.drover.module.commands;

import dev.drover.module.Result;
import dev.drover.node.Answer;
import dev.drover.value.Value;
import java.util.List;
import java.util.Map;

/** What results say of commands that ran as they are: raw and script. */
final class Outcomes {

    private Outcomes() {}

    static Result plain(Answer answer) {
        var result = new Result(true, !answer.ok(), false, Map.of(), List.of()).with("rc", Value.of(answer.status()));
        var said = lines(lines(result, "stdout", answer.out()), "stderr", answer.err());
        return answer.ok() ? said : said.with("msg", "non-zero return code");
    }

    static Result lines(Result result, String field, String text) {
        return result.with(field, text)
                .with(field + "_lines", Value.Sequence.ofTexts(text.lines().toList()));
    }
}
