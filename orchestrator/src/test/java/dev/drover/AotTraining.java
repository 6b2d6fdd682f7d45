package dev.drover;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.apache.sshd.common.config.keys.KeyUtils;
import org.apache.sshd.common.config.keys.PublicKeyEntry;
import org.apache.sshd.common.config.keys.writer.openssh.OpenSSHKeyPairResourceWriter;
import org.apache.sshd.common.keyprovider.KeyPairProvider;
import org.apache.sshd.server.SshServer;
import org.apache.sshd.server.shell.ProcessShellCommandFactory;

/**
 * The training run of the build: real commands of the program against a real sshd on the loopback, from which the JVM makes its
 * AOT cache. Arguments: the build's target directory, the name of the program's jar in it, when the build began.
 * Leaves drover.aot, drover.jdk (the JDK that it fits) and drover.stamp (as old as the build's begin) in the target directory.
 */
public final class AotTraining {

    private final Path target;
    private final Path folder;

    private AotTraining(Path target) throws IOException {
        this.target = target;
        this.folder = Files.createDirectories(target.resolve("aot-training"));
    }

    public static void main(String[] arguments) throws Exception {
        var target = Path.of(arguments[0]);
        try (var libraries = Files.newDirectoryStream(target.resolve("lib"), "picocli-*.jar")) {
            for (var jar : libraries) {
                ModernJar.rewrite(jar);
            }
        }
        RewrittenJar.rewrite(target.resolve(arguments[1]), PlainCalls::rewritten);
        new AotTraining(target).run(arguments[1]);
        Files.writeString(target.resolve("drover.jdk"), System.getProperty("java.home") + "\n");
        var stamp = Files.writeString(target.resolve("drover.stamp"), "");
        Files.setLastModifiedTime(stamp, FileTime.from(Instant.parse(arguments[2])));
        System.exit(0);
    }

    /** What the program is trained on. {@code inventory} names one host, "loopback", that runs real sh. */
    private List<List<String>> commandLines(Path inventory) throws IOException {
        var playbook = playbook().toString();
        var run = List.of("run", "-i", inventory.toString(), playbook);
        var check = List.of("run", "-i", inventory.toString(), playbook, "--check", "--diff", "-e", "word=again");
        return List.of(List.of("--version"), List.of("lab", "--help"), run, run, check);
    }

    /** A playbook that uses what most playbooks use, and writes only below the training's folder. */
    private Path playbook() throws IOException {
        var role = folder.resolve("roles/trained");
        Files.writeString(Files.createDirectories(role.resolve("tasks")).resolve("main.yml"), """
                - name: of a role
                  debug: {msg: "{{ greeting }} from {{ role_name }}"}
                  notify: heard
                - name: filters
                  debug:
                    msg:
                      - "{{ names | map('upper') | select('match', 'A.*') | list | length }}"
                      - "{{ names | product(['x']) | map('join', '_') | list | sort | unique | first }}"
                      - "{{ [{'a': 1, 'b': {'c': true}}] | selectattr('b.c') | rejectattr('a', 'equalto', 2) | list }}"
                      - "{{ {'k': 'v'} | combine({'l': [1, 2]}) | dictsort | list }} {{ {'k': 'v'} | dict2items }}"
                      - "{{ '7' | int + ([1, 2.5] | max) - ([3, 1] | min) * 2 // 1 % 5 }} {{ 'yes' | bool }} {{ 2.5 | round }}"
                      - "{{ 'a b' | replace(' ', '-') | quote }} {{ 'x' | default('y', true) }} {{ nothing | default('z') }}"
                      - "{{ 'a1' | regex_replace('[0-9]', '') }} {{ 'a1' | regex_search('[0-9]') }} {{ 'x' | hash('sha256') }}"
                      - "{{ names | to_json | from_json | to_nice_json | indent(2) }} {{ '/a/b' | basename }}"
                      - "{{ '3.10' is version('3.9', '>=') }} {{ names is defined and 'ada' in names }} {{ names[0][:1] ~ 'z' }}"
                      - "{{ lookup('env', 'HOME') }} {{ 'y' if names | length > 1 else 'n' }} {{ '%03d' | format(7) }}"
                """);
        Files.writeString(Files.createDirectories(role.resolve("handlers")).resolve("main.yml"), """
                - name: heard
                  debug: {msg: heard}
                """);
        Files.writeString(
                Files.createDirectories(role.resolve("defaults")).resolve("main.yml"), "greeting: good day\n");
        Files.writeString(Files.createDirectories(folder.resolve("tree")).resolve("leaf"), "leaf\n");
        Files.writeString(
                folder.resolve("greeting.j2"),
                "{% for name in names %}{{ name | upper }}: {{ word }}, {{ ansible_processor_vcpus }} cores{% if not loop.last %};{% endif %}{% endfor %}\n");
        return Files.writeString(folder.resolve("playbook.yml"), """
                - name: Training
                  hosts: all
                  vars:
                    names: [ada, grace]
                    word: hello
                    root: "{{ playbook_dir }}/made"
                  roles:
                    - {role: trained, tags: trained}
                  tasks:
                    - name: facts
                      setup: {}
                    - name: directories
                      file: {path: "{{ item }}", state: directory, mode: '0755'}
                      loop: ["{{ root }}", "{{ root }}/inner"]
                      notify: said
                    - name: content
                      copy: {content: "{{ word }}\\n", dest: "{{ root }}/content", mode: '0644'}
                      register: content
                    - name: template
                      template: {src: greeting.j2, dest: "{{ root }}/greeting", mode: '0600'}
                    - name: line
                      lineinfile: {path: "{{ root }}/lines", line: "{{ word }}", create: true, mode: '0644'}
                    - name: link
                      file: {src: "{{ root }}/content", dest: "{{ root }}/link", state: link}
                    - name: command
                      command: "touch {{ root }}/touched"
                      args: {creates: "{{ root }}/touched"}
                    - name: stat
                      stat: {path: "{{ root }}/content"}
                      register: state
                    - name: fact
                      set_fact: {size: "{{ state.stat.size | default(0) | int }}"}
                      when: state.stat.exists
                    - name: assertion
                      assert: {that: [names | length == 2, content is defined], quiet: true}
                    - name: message
                      debug: {msg: "{{ names | map('capitalize') | join(', ') }}"}
                    # the rest only looks, and may fail where this machine has no such thing
                    - name: packages
                      apt: {name: [bash, coreutils], install_recommends: false}
                      check_mode: true
                      ignore_errors: true
                    - name: units
                      systemd_service: {name: "{{ item }}", enabled: true, state: started}
                      loop: [ssh.service, cron.service]
                      check_mode: true
                      ignore_errors: true
                    - name: group
                      group: {name: daemon, system: true}
                      check_mode: true
                      ignore_errors: true
                    - name: user
                      user: {name: daemon, group: daemon, system: true, home: /usr/sbin, create_home: false}
                      check_mode: true
                      ignore_errors: true
                    - name: tree
                      copy: {src: "{{ playbook_dir }}/tree/", dest: "{{ root }}/tree/", mode: '0644', directory_mode: '0755'}
                    - name: requirements
                      copy: {content: "nothing==1\\n", dest: "{{ root }}/requirements.txt", mode: '0644'}
                    - name: environment
                      pip: {requirements: "{{ root }}/requirements.txt", virtualenv: "{{ root }}/venv"}
                      check_mode: true
                      ignore_errors: true
                    - name: answer
                      uri: {url: "http://127.0.0.1:1/", timeout: 1}
                      register: answer
                      until: answer.json.version | default('') == '1'
                      retries: 0
                      ignore_errors: true
                    - name: controller
                      command: "true"
                      delegate_to: localhost
                      changed_when: false
                  handlers:
                    - name: said
                      command: "true"
                """);
    }

    private void run(String jar) throws Exception {
        var sshd = SshServer.setUpDefaultServer();
        sshd.setHost("127.0.0.1");
        var host = key();
        var user = key();
        sshd.setKeyPairProvider(KeyPairProvider.wrap(host));
        sshd.setPublickeyAuthenticator((name, key, session) -> KeyUtils.compareKeys(key, user.getPublic()));
        sshd.setCommandFactory(ProcessShellCommandFactory.INSTANCE);
        sshd.start();
        try {
            train(jar, commandLines(inventory(sshd.getPort(), host, user)));
        } finally {
            sshd.stop(true);
        }
    }

    private static KeyPair key() throws GeneralSecurityException {
        var generator = KeyPairGenerator.getInstance("EC");
        generator.initialize(256);
        return generator.generateKeyPair();
    }

    private Path inventory(int port, KeyPair host, KeyPair user) throws IOException, GeneralSecurityException {
        var key = folder.resolve("id");
        try (OutputStream out = Files.newOutputStream(key)) {
            OpenSSHKeyPairResourceWriter.INSTANCE.writePrivateKey(user, "training", null, out);
        }
        Files.setPosixFilePermissions(key, PosixFilePermissions.fromString("rw-------"));
        var knownHosts = Files.writeString(
                folder.resolve("known_hosts"),
                "[127.0.0.1]:" + port + " " + PublicKeyEntry.toString(host.getPublic()) + "\n");
        return Files.writeString(
                folder.resolve("inventory.ini"), """
                loopback ansible_host=127.0.0.1 ansible_port=%d

                [all:vars]
                ansible_user=%s
                ansible_ssh_private_key_file=%s
                ansible_ssh_common_args='-o UserKnownHostsFile=%s -o StrictHostKeyChecking=yes'
                """.formatted(port, System.getProperty("user.name"), key, knownHosts));
    }

    private void train(String jar, List<List<String>> commandLines) throws IOException, InterruptedException {
        var cache = target.resolve("drover.aot");
        Files.deleteIfExists(cache);
        var command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:AOTCacheOutput=" + cache,
                "-XX:TieredStopAtLevel=1",
                "-XX:+UseSerialGC",
                "-Djdk.reflect.useNativeAccessorOnly=true",
                "-cp",
                classPath(jar),
                "dev.drover.cli.Rehearsal"));
        var log = folder.resolve("log");
        var process = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .start();
        try (var words = process.outputWriter()) {
            for (var line : commandLines) {
                words.write(String.join("\n", line) + "\n\n");
            }
        }
        int status = process.waitFor();
        if (status != 0 || !Files.exists(cache)) {
            throw new IllegalStateException("the training run ended with " + status + ":\n" + Files.readString(log));
        }
    }

    /** Exactly as the launcher gives it: the cache is of no use to another class path. */
    private String classPath(String jar) throws IOException {
        try (var libraries = Files.list(target.resolve("lib"))) {
            return target.resolve(jar)
                    + libraries
                            .map(Path::toString)
                            .sorted()
                            .map(path -> ":" + path)
                            .collect(Collectors.joining());
        }
    }
}
