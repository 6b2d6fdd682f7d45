package dev.drover.cli;

import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * An inventory for one application on one server, as somebody begins with it.
 *
 * @param source a directory of this machine, or the address of a Git repository
 * @param object what serves: MODULE:NAME
 * @param server the application server's name
 */
record NewInventory(String app, String source, String object, String server, String domain, String host, String user) {

    private static final Map<String, Pattern> FORMS = Map.of(
            "name", Pattern.compile("[a-z][a-z0-9_-]{0,30}"),
            "application object", Pattern.compile("[A-Za-z_][\\w.]*:[A-Za-z_][\\w.]*"),
            "server", Pattern.compile("gunicorn|uwsgi|hypercorn|uvicorn"),
            "domain", Pattern.compile("_|[A-Za-z0-9*]([A-Za-z0-9.-]*[A-Za-z0-9])?"),
            "host", Pattern.compile("[A-Za-z0-9:]([A-Za-z0-9.:-]*[A-Za-z0-9])?"),
            "user", Pattern.compile("[A-Za-z_][A-Za-z0-9._-]*"));
    private static final Map<String, String> EXAMPLES = Map.of(
            "name", "small letters, digits, - and _, a letter first",
            "application object", "the module and the object in it, shop.wsgi:application",
            "server", "gunicorn, uwsgi, hypercorn or uvicorn",
            "domain", "a host name, www.example.org, or _ for any",
            "host", "a name or an address, www.example.org",
            "user", "the name of a user of the server, deploy");

    NewInventory {
        checked("name", app);
        checked("application object", object);
        checked("server", server);
        checked("domain", domain);
        checked("host", host);
        checked("user", user);
        if (source.isBlank()
                || source.contains("{{")
                || source.contains("{%")
                || source.lines().count() > 1) {
            throw new UserError(
                    "the source must be a directory or the address of a Git repository, not \"" + source + "\"");
        }
        if (!repository(source) && !Files.isDirectory(Path.of(source))) {
            throw new UserError("there is no directory " + source
                    + "; an address of a Git repository begins with https://, ssh:// or git@");
        }
    }

    /** @throws UserError that says how it should look */
    static void checked(String what, String given) {
        if (!FORMS.get(what).matcher(given).matches()) {
            throw new UserError("the %s must be %s; not \"%s\"".formatted(what, EXAMPLES.get(what), given));
        }
    }

    private static boolean repository(String source) {
        return source.matches("(https|http|ssh|git|file)://.+|[^/]+@[^/]+:.+");
    }

    /**
     * Writes it. Nothing that is there is touched.
     *
     * @return what was written, in order
     */
    Map<Path, String> write(Path directory) throws IOException {
        if (Files.exists(directory)) {
            throw new UserError(directory + " is there already, and is left as it is; --directory names another one");
        }
        var files = new LinkedHashMap<Path, String>();
        files.put(directory.resolve("hosts.yml"), hosts());
        files.put(directory.resolve("group_vars/all.yml"), connection());
        files.put(directory.resolve("group_vars/app.yml"), application());
        for (var file : files.entrySet()) {
            Files.createDirectories(file.getKey().getParent());
            try {
                Files.writeString(file.getKey(), file.getValue(), java.nio.file.StandardOpenOption.CREATE_NEW);
            } catch (FileAlreadyExistsException e) {
                throw new UserError(file.getKey() + " is there already, and is left as it is");
            }
        }
        return files;
    }

    private String hosts() {
        return """
                # The servers of %s. Several app hosts get a new release one after the other.
                app:
                  hosts:
                    %s:
                # Balancers before them, if there are any.
                lb:
                  hosts: {}
                """.formatted(app, host.contains(":") ? quoted(host) : host);
    }

    private String connection() {
        return """
                # How the servers are reached: as this user, who may use sudo, with a key that SSH knows of.
                ansible_user: %s
                # ansible_ssh_private_key_file: ~/.ssh/id_ed25519
                """.formatted(quoted(user));
    }

    private String application() {
        boolean repository = repository(source);
        var from = repository
                ? source
                : Path.of(source).toAbsolutePath().normalize().toString();
        var lines = """
                # What runs there. drover doc tells of every setting: the role is playbooks/roles/apps.
                apps:
                  - name: %s
                    source:
                      %s: %s
                      %s
                    python: system              # or a version: "3.12"
                    dependencies: auto          # whichever lock file the source has
                    server: %s
                    app: %s
                    domains: [%s]
                    health: /health             # what answers with status 200 once the application can serve
                    # tls: {acme: {email: you@example.org}}     # once the domain leads to the server
                    # env: {DATABASE_URL: "sqlite:////srv/%s/shared/%s.db"}   # secrets: drover vault encrypt-string
                    # static: {/static: static}
                    # migrate: python manage.py migrate --noinput
                    # processes: {worker: python -m %s.worker}
                """;
        return lines.formatted(
                app,
                repository ? "repo" : "path",
                quoted(from),
                repository
                        ? "version: main              # a branch, a tag or a commit"
                        : "# version: '1'             # a name for the release",
                server,
                quoted(object),
                domain.equals("_") ? "_" : quoted(domain),
                app,
                app,
                object.replaceFirst("[.:].*", ""));
    }

    /** A scalar of YAML that is nothing but this text. */
    private static String quoted(String text) {
        return text.matches("[A-Za-z][A-Za-z0-9_.]*") && !text.matches("(?i)y|n|yes|no|on|off|true|false|null")
                ? text
                : "'" + text.replace("'", "''") + "'";
    }
}
