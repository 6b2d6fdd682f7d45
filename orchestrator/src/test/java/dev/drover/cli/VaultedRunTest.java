package dev.drover.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A run on this machine whose variables are encrypted: all of it works, and nothing of it is printed. */
class VaultedRunTest {

    private static final String SECRET = "sup3rs3cret";

    @TempDir
    private Path directory;

    @BeforeEach
    void vaults() throws IOException, InterruptedException {
        file("password", "one");
        file("wrong", "two");
        file("files.yml", "whole: file-" + SECRET + "\nlong: 1234567890\n");
        file("content", "in a file: content-" + SECRET + "\n");
        file("more.yml", "- debug: {msg: \"from a vaulted task file\"}\n");
        file("template.j2", "{{ inline }} {{ inline | upper }}\n");
        file("inventory.yml", "all: {hosts: {here: {ansible_connection: local, of_host: host-" + SECRET + "}}}\n");
        drover("vault", "encrypt", "--vault-password-file", "password", "files.yml", "content", "more.yml");
        drover("vault", "encrypt", "--vault-password-file", "password", "inventory.yml");
        drover(
                "vault",
                "encrypt-string",
                "--vault-password-file",
                "password",
                "--output",
                "strings.yml",
                "-n",
                "inline",
                SECRET);
        file("site.yml", """
                - hosts: all
                  gather_facts: false
                  vars_files: [files.yml, strings.yml]
                  tasks:
                    - debug: {var: inline}
                    - debug: {msg: "{{ inline | upper }} and {{ whole }} and {{ of_host }} {{ long }}"}
                    - debug: {msg: "{{ inline is vault_encrypted }} {{ whole is vault_encrypted }}"}
                    - command: echo {{ inline | reverse }} {{ inline | b64encode }} {{ [inline] | to_json }}
                    - copy: {src: content, dest: "{{ playbook_dir }}/copied"}
                    - copy: {content: "{{ lookup('file', 'content') }}", dest: "{{ playbook_dir }}/looked-up"}
                    - template: {src: template.j2, dest: "{{ playbook_dir }}/rendered"}
                    - import_tasks: more.yml
                    - fail: {msg: "no: {{ inline }}"}
                      ignore_errors: true
                    - command: "false {{ inline }}"
                      ignore_errors: true
                """);
    }

    private void file(String name, String text) throws IOException {
        Files.writeString(directory.resolve(name), text);
    }

    private record Ended(int code, String output) {}

    private Ended drover(String... arguments) throws IOException, InterruptedException {
        var command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                System.getProperty("java.class.path"),
                "dev.drover.cli.Main"));
        command.addAll(List.of(arguments));
        var process = new ProcessBuilder(command)
                .directory(directory.toFile())
                .redirectErrorStream(true)
                .start();
        process.getOutputStream().close();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        return new Ended(process.waitFor(), output);
    }

    @Test
    void worksAndPrintsNoSecret() throws IOException, InterruptedException {
        var ended =
                drover("run", "-i", "inventory.yml", "site.yml", "--vault-password-file", "password", "--diff", "-vvv");

        assertThat(ended.code()).as(ended.output()).isZero();
        assertThat(ended.output())
                .contains("True False")
                .contains("from a vaulted task file")
                .contains("$REDACTED$")
                .doesNotContainIgnoringCase(SECRET)
                .doesNotContain(new StringBuilder(SECRET).reverse())
                .doesNotContain("1234567890")
                .doesNotContain("c3VwM3JzM2NyZXQ");
        assertThat(directory.resolve("copied")).hasContent("in a file: content-" + SECRET);
        assertThat(directory.resolve("looked-up")).hasContent("in a file: content-" + SECRET);
        assertThat(directory.resolve("rendered")).hasContent(SECRET + " SUP3RS3CRET");
    }

    @Test
    void saysWhichVaultNoPasswordOpens() throws IOException, InterruptedException {
        file("plain.yml", """
                - hosts: localhost
                  connection: local
                  gather_facts: false
                  vars_files: [strings.yml]
                  tasks:
                    - debug: {msg: "this one needs no secret"}
                    - debug: {var: inline}
                """);

        var ended = drover("run", "plain.yml", "--vault-password-file", "wrong");

        assertThat(ended.code()).isEqualTo(2);
        assertThat(ended.output())
                .contains("this one needs no secret")
                .contains("no password opens this vault; tried: default (wrong)")
                .contains("strings.yml:2:11");
    }

    @Test
    void saysWhichFileNoPasswordOpens() throws IOException, InterruptedException {
        var ended = drover("run", "-i", "inventory.yml", "site.yml", "--vault-id", "dev@wrong");

        assertThat(ended.code()).isEqualTo(1);
        assertThat(ended.output())
                .contains("no password opens this vault; tried: dev (wrong)")
                .contains("inventory.yml:1:1")
                .doesNotContain("\tat ");
    }
}
