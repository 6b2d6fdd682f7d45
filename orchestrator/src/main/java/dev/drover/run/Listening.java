package dev.drover.run;

import java.util.List;

/**
 * Who wants to see what running tasks write.
 *
 * @param followed patterns of hosts whose output is wanted as it comes
 * @param screen whether somebody looks on, who sees the output of what takes long
 */
public record Listening(List<String> followed, boolean screen) {

    public static final Listening NOBODY = new Listening(List.of(), false);

    public Listening {
        followed = List.copyOf(followed);
    }
}
