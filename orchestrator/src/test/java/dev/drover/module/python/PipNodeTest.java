package dev.drover.module.python;

import static org.assertj.core.api.Assertions.assertThat;

import dev.drover.lab.LabNode;
import dev.drover.lab.OnNodes;
import dev.drover.module.NodeShell;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;

/** pip itself on a real node, with wheels made here, so that no package index is needed. */
@OnNodes
class PipNodeTest {

    private static final String TASK = "pip: {requirements: /srv/lock.txt, virtualenv: /srv/venv,"
            + " virtualenv_command: python3 -m venv, extra_args: '--require-hashes --no-index --find-links /srv/wheels'}";

    @Test
    void installsOnceWhatALockFilePins(LabNode node) throws IOException {
        node.sh("apt-get -qq update && DEBIAN_FRONTEND=noninteractive apt-get -qq install -y python3-venv >/dev/null");
        node.sh("mkdir -p /srv/wheels");
        ship(node, "1.0");
        try (var shell = new NodeShell(node)) {
            assertThat(shell.check(TASK).changed()).isTrue();
            assertThat(node.sh("ls /srv")).isEqualTo("lock.txt\nwheels\n");

            assertThat(shell.run(TASK)).satisfies(result -> {
                assertThat(result.failed()).as(result.toString()).isFalse();
                assertThat(result.changed()).isTrue();
            });
            assertThat(node.sh("/srv/venv/bin/python -c 'import drovertest; print(drovertest.version)'"))
                    .isEqualTo("1.0\n");

            int before = shell.sent();
            assertThat(shell.run(TASK).changed()).isFalse();
            assertThat(shell.sent() - before).as("packages, the file").isEqualTo(2);
            assertThat(shell.check(TASK).changed()).isFalse();

            ship(node, "2.0");
            assertThat(shell.check(TASK).changed()).isTrue();
            assertThat(shell.run(TASK).changed()).isTrue();
            assertThat(shell.run(TASK).changed()).isFalse();

            node.sh("echo 'drovertest==2.0 --hash=sha256:" + "0".repeat(64) + "' >/srv/lock.txt");
            assertThat(shell.run("pip: {name: drovertest, state: absent, virtualenv: /srv/venv}")
                            .changed())
                    .isTrue();
            assertThat(shell.run("pip: {name: drovertest, state: absent, virtualenv: /srv/venv}")
                            .changed())
                    .isFalse();
            var refused = shell.run(TASK);
            assertThat(refused.failed()).isTrue();
            assertThat(refused.fields().get("msg").toString()).contains("DO NOT MATCH THE HASHES");
        }
    }

    private static void ship(LabNode node, String version) throws IOException {
        var wheel = wheel(version);
        node.sh("echo '%s' | base64 -d >/srv/wheels/drovertest-%s-py3-none-any.whl"
                .formatted(Base64.getEncoder().encodeToString(wheel), version));
        node.sh("printf '%%s\\n' 'drovertest==%s \\' '    --hash=sha256:%s' >/srv/lock.txt"
                .formatted(version, sha256(wheel)));
    }

    private static byte[] wheel(String version) throws IOException {
        var info = "drovertest-" + version + ".dist-info/";
        var files = new LinkedHashMap<String, String>();
        files.put("drovertest.py", "version = '" + version + "'\n");
        files.put(info + "METADATA", "Metadata-Version: 2.1\nName: drovertest\nVersion: " + version + "\n");
        files.put(info + "WHEEL", "Wheel-Version: 1.0\nGenerator: test\nRoot-Is-Purelib: true\nTag: py3-none-any\n");
        files.put(
                info + "RECORD",
                "drovertest.py,,\n" + info + "METADATA,,\n" + info + "WHEEL,,\n" + info + "RECORD,,\n");
        var bytes = new ByteArrayOutputStream();
        try (var zip = new ZipOutputStream(bytes)) {
            for (var file : files.entrySet()) {
                zip.putNextEntry(new ZipEntry(file.getKey()));
                zip.write(file.getValue().getBytes(StandardCharsets.UTF_8));
            }
        }
        return bytes.toByteArray();
    }

    private static String sha256(byte[] bytes) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
