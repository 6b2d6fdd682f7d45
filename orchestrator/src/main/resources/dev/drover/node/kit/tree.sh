# dr_unpack ARCHIVE ROOT: unpacks the archive aside, into a new directory in ROOT that is removed in the end; sets dr_stage to it.
dr_unpack() {
  command -v tar >/dev/null || { echo 'the node has no tar, which many files travel in' >&2; return 1; }
  trap 'rm -rf -- "$dr_stage"' EXIT
  trap 'exit 143' HUP INT TERM
  dr_stage=$(mktemp -d "$2/.drover.XXXXXX") || return
  case $dr_stage in /*) ;; *) dr_stage=$PWD/$dr_stage ;; esac
  dr_said=$(tar -x -o -m -f "$1" -C "$dr_stage" 2>&1) || {
    echo "the files can't be written to $2: ${dr_said%%"$dr_nl"*}" >&2
    return 1
  }
}

# dr_dress KEEP OWNER GROUP MODE NAME...: gives unpacked files their attributes, as dr_write does.
dr_dress() {
  dr_keep=$1 dr_owner=$2 dr_group=$3 dr_mode=${4:-$(printf %o $((0666 & ~0$(umask))))}
  shift 4
  (
    cd -- "$dr_stage" || exit
    [ -z "$dr_keep" ] || chown -- "$dr_keep" "$@" 2>/dev/null
    if [ -n "$dr_owner$dr_group" ]; then
      chown -- "$dr_owner${dr_group:+:$dr_group}" "$@" 2>/dev/null || {
        dr_unknown "$dr_owner" "$dr_group" || chown -- "$dr_owner${dr_group:+:$dr_group}" "$@"
        exit 1
      }
    fi
    chmod -- "$dr_mode" "$@"
  )
}

# dr_move FROM TO NAME...: renames unpacked files in the directory FROM into the directory TO. Where TO is on a file system of its own
# they are copied to it, aside, first.
dr_move() {
  case $2 in /*) dr_to=$2 ;; *) dr_to=$PWD/$2 ;; esac
  dr_from=$dr_stage/$1
  shift 2
  (
    cd -- "$dr_from" || exit
    if [ "$(stat -c %d .)" = "$(stat -c %d -- "$dr_to")" ]; then
      sync -- "$@" 2>/dev/null
      mv -f -- "$@" "$dr_to/"
      exit
    fi
    trap 'rm -f -- "$dr_tmp"' EXIT
    for dr_f do
      dr_tmp=$(mktemp "$dr_to/.drover.XXXXXX") && cp -p -- "$dr_f" "$dr_tmp" && { sync -- "$dr_tmp" 2>/dev/null; mv -f -- "$dr_tmp" "$dr_to/$dr_f"; } || exit
    done
    dr_tmp=
  )
}
