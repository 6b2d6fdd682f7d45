package dev.drover.node.shell;

import dev.drover.node.Script;

/**
 * Ends one script of a shell from another shell: all processes of the shell's session that are as old as the script's own or
 * younger, except those that carry the shells. Processes that earlier scripts left behind are spared.
 */
final class KillScript {

    private KillScript() {}

    static Script of(Hello shell, int number, String signal) {
        return Script.of(
                """
                each() { for s in /proc/[0-9]*/stat; do { read -r l <"$s"; } 2>/dev/null || continue; p=${l%% *}; set -- ${l##*) }; "$f"; done; }
                ended() { n=; read -r n <"$d/d"; [ "${n:-0}" -ge "$k" ]; }
                child() { [ "$2" != "$loop" ] || t=${20}; }
                """.replace("\"$f\"", "\"$f\" \"$@\"") + """
                strike() {
                  [ "$4" = "$session" ] && [ "${20}" -ge "$t" ] && [ "$p" != "$loop" ] && [ "$p" != "$parent" ] &&
                    [ "$p" != "$session" ] && [ "$p" != $$ ] && [ "$2" != $$ ] && kill -s "$signal" "$p" 2>/dev/null
                }
                loop={} session={} parent={} d={} k={} signal={} t=
                ended && exit
                f=child; each
                [ -n "$t" ] || exit 0
                ended && exit
                f=strike; each
                exit 0
                """,
                shell.pid(),
                shell.session(),
                shell.parent(),
                shell.directory(),
                number,
                signal);
    }
}
