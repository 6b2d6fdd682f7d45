package dev.drover.node.shell;

/** The first lines that a shell reads: they make the loop deaf to signals, find a place for captured output, and say hello. */
final class BootText {

    /** Of each stream of an answer at most so many bytes are delivered. */
    static final int LIMIT = 64 << 20;

    private BootText() {}

    /**
     * The loop itself runs under LC_ALL=C, where every byte survives quoting, and umask 077; {@code drover_login} gives a task what
     * the login had. {@code drover_f} frames the answer of a script; it writes down first that the script has ended, so that none
     * is killed for another.
     *
     * <p>{@code drover_b} is made by the first large attachment: on disk, since what is in memory has a limit, and since from there a
     * file often needs only a new name to be where it belongs.
     *
     * <p>Where systemd-logind may run, users other than root have no captured output in /dev/shm: logind removes what a user has
     * there when the user's last login ends, and a user that was become is not logged in.
     *
     * @param bulk the name of that directory, which nobody can guess
     */
    static String of(String nonce, String bulk, String kit) {
        return """
                exec 2>/dev/null; unset ENV BASH_ENV CDPATH; PS1= PS2= PS4=; set +eufvx; drover_u=$(umask); umask 077
                drover_l=; case ${LC_ALL+set} in set) drover_l=$LC_ALL; drover_c='LC_ALL=$drover_l' ;; *) drover_c='unset LC_ALL' ;; esac
                drover_login() { umask "$drover_u"; eval "$drover_c"; }
                LC_ALL=C; export LC_ALL; trap : TERM HUP INT QUIT PIPE
                drover_m=/dev/shm; [ ! -d /run/systemd/system ] || [ -w /run ] || drover_m=/tmp
                for drover_d in "$XDG_RUNTIME_DIR" $drover_m /run /tmp; do [ -n "$drover_d" ] && drover_d=$(mktemp -d "$drover_d/.drover.XXXXXX") && break; drover_d=; done
                drover_b=BULK
                trap '[ -z "$drover_d" ] || rm -rf "$drover_d"; ! [ -e "$drover_b" ] || rm -rf "$drover_b"' EXIT
                read -r drover_s </proc/self/stat; set -- ${drover_s##*) }
                printf '\\nNONCE %s %s %s %s %s\\n' $$ "$4" "$PPID" "$(id -u)" "$drover_d"; set --
                drover_f() { drover_r=$?; printf %s "$1" >"$drover_d/d"; [ -s "$drover_d/o$1" ] && head -c LIMIT "$drover_d/o$1"
                printf '\\nNONCE %d\\n' $drover_r
                if [ -s "$drover_d/e$1" ]; then head -c LIMIT "$drover_d/e$1"; elif ! [ -e "$drover_d/e$1" ]; then printf 'drover: no room for output in %s\\n' "$drover_d"; fi
                printf '\\nNONCE \\n'; }
                """.replace("NONCE", nonce).replace("BULK", bulk).replace("LIMIT", String.valueOf(LIMIT + 1)) + kit;
    }
}
