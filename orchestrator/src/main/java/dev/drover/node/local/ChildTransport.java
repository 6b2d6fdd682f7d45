package dev.drover.node.local;

import dev.drover.node.shell.Channel;
import dev.drover.node.shell.Transport;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/** Child processes of this program instead of channels of a connection. */
final class ChildTransport implements Transport {

    private final List<String> sh;

    /** @param sh how to start the shell that runs a command, which follows as one more word */
    ChildTransport(List<String> sh) {
        this.sh = List.copyOf(sh);
    }

    @Override
    public Channel open(String command, boolean terminal) throws IOException {
        if (terminal) {
            throw new IOException("sudo wants a terminal (requiretty), which a local connection has not");
        }
        var words = new java.util.ArrayList<>(sh);
        words.add(command);
        return new Child(new ProcessBuilder(words)
                .directory(new File(System.getProperty("user.dir")))
                .start());
    }

    @Override
    public Optional<String> lost() {
        return Optional.empty();
    }

    @Override
    public boolean rootLogin() {
        return "root".equals(System.getProperty("user.name"));
    }

    private record Child(Process process) implements Channel {

        private static final int PATIENCE_MILLIS = 1000;

        @Override
        public OutputStream stdin() {
            return process.getOutputStream();
        }

        @Override
        public InputStream stdout() {
            return process.getInputStream();
        }

        @Override
        public InputStream stderr() {
            return process.getErrorStream();
        }

        @Override
        public String ending() {
            try {
                if (!process.waitFor(PATIENCE_MILLIS, TimeUnit.MILLISECONDS)) {
                    return "still running";
                }
                int status = process.exitValue();
                return status > 128 ? "killed by signal " + (status - 128) : "exit status " + status;
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return "interrupted";
            }
        }

        @Override
        public void close() {
            try {
                process.getOutputStream().close();
            } catch (IOException e) {
                // it reads nothing any more
            }
            // the shell removes its directory at the end of its input, unless a script holds it up: a shell that is
            // killed ends
            // the streams at once, and nobody is left in a read
            try {
                if (!process.waitFor(200, TimeUnit.MILLISECONDS)) {
                    process.destroyForcibly();
                }
            } catch (InterruptedException e) {
                process.destroyForcibly();
                Thread.currentThread().interrupt();
            }
        }
    }
}
