package dev.drover.cli;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.Optional;

/**
 * The six questions of {@code drover new}, those that no option answers.
 *
 * @param terminal whether somebody is there to answer
 */
record Questions(BufferedReader in, PrintWriter out, boolean terminal) {

    /** @throws UserError where nobody answers, or the answer can't be */
    NewInventory answers(NewCommand command) throws IOException {
        var source = ask(command.code(), "--path or --repo", "Where is the code (a directory, or a Git address)?", "");
        var object = ask(command.object, "--app", "Which object serves (MODULE:NAME)?", "");
        var server =
                ask(command.server, "--server", "What serves it (gunicorn, uwsgi, hypercorn, uvicorn)?", "gunicorn");
        var host = ask(command.host, "--host", "Which server shall it run on (name or address)?", "");
        var domain = ask(command.domain, "--domain", "Which host name do its users ask for (_ for any)?", "_");
        var user = ask(command.user, "--user", "Whom to log in as on the server?", "deploy");
        return new NewInventory(command.name, source, object, server, domain, host, user);
    }

    private String ask(Optional<String> given, String option, String question, String otherwise) throws IOException {
        if (given.isPresent()) {
            return given.get();
        }
        if (!terminal) {
            throw new UserError(option + " is missing, and there is no terminal to ask at");
        }
        while (true) {
            out.print(otherwise.isEmpty() ? question + " " : question + " [" + otherwise + "] ");
            out.flush();
            var line = in.readLine();
            if (line == null) {
                throw new UserError("no answer; " + option + " says it, too");
            }
            var answer = line.isBlank() ? otherwise : line.strip();
            if (!answer.isEmpty()) {
                return answer;
            }
        }
    }
}
