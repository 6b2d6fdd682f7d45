package dev.drover.node.shell;

import dev.drover.node.Script;

/**
 * Ends one script of a shell from another shell: all processes of the shell's session that are as old as the script's own or
 * younger, except those that carry the shells: dropbear gives all its channels one session, and what became another user for the other
 * shell is younger than the script, too. Processes that earlier scripts left behind are spared. The script's own process is
 * struck first: after the end of what it waits for it would go on to its next line.
 */
final class KillScript {

    private KillScript() {}

    static Script of(Hello shell, int number, String signal) {
        return Script.of(
                """
                each() { for s in /proc/[0-9]*/stat; do { read -r l <"$s"; } 2>/dev/null || continue; p=${l%% *}; set -- ${l##*) }; "$f"; done; }
                ended() { n=; read -r n <"$d/d"; [ "${n:-0}" -ge "$k" ]; }
                child() { [ "$2" != "$loop" ] || { t=${20}; c=$p; }; }
                """.replace("\"$f\"", "\"$f\" \"$@\"") + """
                strike() {
                  case $spared in *" $p "*) return ;; esac
                  [ "$4" = "$session" ] && [ "${20}" -ge "$t" ] && [ "$2" != $$ ] && kill -s "$signal" "$p" 2>/dev/null
                }
                loop={} session={} parent={} d={} k={} signal={} t=
                ended && exit
                spared=" $loop $parent $session " a=$$
                while [ "$a" -gt 1 ] && { read -r l <"/proc/$a/stat"; } 2>/dev/null; do
                  spared="$spared$a "; set -- ${l##*) }; a=$2
                done
                f=child; each
                [ -n "$t" ] || exit 0
                ended && exit
                kill -s "$signal" "$c" 2>/dev/null
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
