package dev.drover.node.shell;

import static dev.drover.node.Sh.sh;

import dev.drover.node.Attachment;
import dev.drover.node.Become;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** Takes a large attachment to the node through a channel of its own, a block at a time. */
final class Upload {

    private static final int BLOCK = 32 << 10;
    private static final Duration PATIENCE = Duration.ofMinutes(10);

    private final Transport transport;
    private final Optional<Become> become;
    private final boolean terminal;

    Upload(Transport transport, Optional<Become> become, boolean terminal) {
        this.transport = transport;
        this.become = become;
        this.terminal = terminal;
    }

    /**
     * Writes the attachment to a file on the node.
     *
     * @param directories the first one that can be made or is there takes the file
     * @return what went wrong, in words, if anything
     */
    Optional<String> send(Attachment attachment, List<String> directories, String name)
            throws IOException, InterruptedException {
        String mark = Nonce.fresh();
        // head takes as many bytes as it is told, so that the end of the stream need not be seen, which a terminal has
        // not
        var payload = sh(
                "umask 077; for d in {}; do [ -d \"$d\" ] || mkdir \"$d\" 2>/dev/null; [ ! -w \"$d\" ] || break; done;"
                        + " head -c {} >\"$d\"/{}; printf \"\\n%s %s\\n\" {} $?",
                directories, attachment.size(), name, mark);
        try (var wire = Wire.open(transport, become, payload, new Silent(), terminal)) {
            boolean complete = copy(attachment, wire);
            if (!complete) {
                return Optional.of("the file became shorter while it was sent");
            }
            wire.heard().await(heard -> heard.out().contains("\n" + mark + " "), PATIENCE);
            if (wire.heard().out().contains("\n" + mark + " 0\n")) {
                return Optional.empty();
            }
            String said = wire.heard().err().strip();
            return Optional.of(said.isEmpty() ? "the channel ended (" + wire.ending() + ")" : said);
        }
    }

    /** False where the attachment has fewer bytes than it said. */
    private static boolean copy(Attachment attachment, Wire wire) throws IOException {
        var block = new byte[BLOCK];
        long left = attachment.size();
        try (var content = attachment.open()) {
            while (left > 0) {
                int count = content.read(block, 0, (int) Math.min(block.length, left));
                if (count < 0) {
                    return false;
                }
                try {
                    wire.stdin().write(block, 0, count);
                } catch (IOException e) {
                    return true; // the far side has ended, and says why
                }
                left -= count;
            }
        }
        try {
            wire.stdin().flush();
        } catch (IOException e) {
            return true;
        }
        return true;
    }

    private static final class Silent implements Wire.Listener {
        @Override
        public void output(byte[] bytes, int count) {
            // what it says is heard by the wire itself
        }

        @Override
        public void end(Wire wire) {
            // awaited by the wire's own means
        }
    }
}
