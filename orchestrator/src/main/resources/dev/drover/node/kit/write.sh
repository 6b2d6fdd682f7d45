# dr_write PATH SOURCE KEEP OWNER GROUP MODE BACKUP UNSAFE [VALIDATE-WORD...]: puts the contents of the file SOURCE in the place of
# PATH at once: written beside it, given its attributes, validated, synced, renamed. KEEP is the uid:gid of what is there, kept
# where it may be; MODE is empty for what the umask leaves. In the words of VALIDATE, %s stands for the new file. Writes the name
# of the backup (empty without BACKUP), ended by a NUL. Status 93: not valid; then writes the status and output of VALIDATE.
dr_write() {
  dr_to=$1 dr_from=$2 dr_keep=$3 dr_owner=$4 dr_group=$5 dr_mode=$6 dr_backup=$7 dr_unsafe=$8
  shift 8
  dr_parent "$dr_to"
  if ! [ -d "$dr_dir" ]; then
    echo "Destination directory $dr_dir does not exist" >&2
    return 1
  fi
  trap 'rm -f -- "$dr_tmp"' EXIT
  trap 'exit 143' HUP INT TERM
  dr_tmp=$(mktemp "$dr_dir/.drover.XXXXXX") || return
  dr_fill "$@" || return
  dr_old=
  if [ -n "$dr_backup" ] && [ -f "$dr_to" ]; then
    dr_old=$dr_to.$$.$(date '+%Y-%m-%d@%H:%M:%S')~
    cp -p -- "$dr_to" "$dr_old" || return
  fi
  sync -- "$dr_tmp" 2>/dev/null
  if [ -n "$dr_unsafe" ]; then
    mv -f -- "$dr_tmp" "$dr_to" 2>/dev/null || cat -- "$dr_tmp" >"$dr_to" || return
    rm -f -- "$dr_tmp"
  else
    dr_place "$dr_tmp" "$dr_to" || return
  fi
  dr_tmp=
  trap - EXIT HUP INT TERM
  printf '%s\0' "$dr_old"
}

dr_fill() {
  # what arrived on the same disk needs only another name; SELinux labels files by the directory that they are made in
  if [ "${dr_from%/*}" = "$drover_b" ] && ! [ -d /sys/fs/selinux ]; then
    dr_said=$(mv -f -- "$dr_from" "$dr_tmp" 2>&1)
  else
    dr_said=$(cat -- "$dr_from" 2>&1 >"$dr_tmp")
  fi || {
    echo "$dr_to can't be written: ${dr_said#*: }" >&2
    return 1
  }
  [ -z "$dr_keep" ] || chown -- "$dr_keep" "$dr_tmp" 2>/dev/null
  if [ -z "$dr_mode" ]; then
    chmod "$(printf %o $((0666 & ~0$(umask))))" "$dr_tmp" || return
  fi
  dr_own 1 "$dr_tmp" "$dr_owner" "$dr_group" "$dr_mode" || return
  [ $# -gt 0 ] || return 0
  for dr_w do
    shift
    case $dr_w in *%s*) dr_w=${dr_w%%%s*}$dr_tmp${dr_w#*%s} ;; esac
    set -- "$@" "$dr_w"
  done
  dr_said=$("$@" 2>"$dr_tmp.said")
  dr_rc=$?
  cat -- "$dr_tmp.said" >&2
  rm -f -- "$dr_tmp.said"
  if [ $dr_rc != 0 ]; then
    printf '%s\n%s' $dr_rc "$dr_said"
    return 93
  fi
}

# dr_text LIMIT PATH: (nothing is looked at where LIMIT is negative) a line with what is there (- nothing, d no regular file, x not readable, l more than LIMIT bytes, t) and
# how many bytes of it follow, then these and a newline.
dr_text() {
  dr_n=0 dr_kind=t
  if [ "$1" -lt 0 ] || ! [ -e "$2" ]; then
    dr_kind=-
  elif ! [ -f "$2" ]; then
    dr_kind=d
  elif ! [ -r "$2" ]; then
    dr_kind=x
  else
    dr_n=$(($(wc -c <"$2")))
    if [ $dr_n -gt "$1" ]; then dr_kind=l dr_n=0; fi
  fi
  printf '%s %s\n' $dr_kind $dr_n
  [ $dr_n = 0 ] || head -c $dr_n <"$2"
  echo
}

# dr_differs FROM TO: the names in FROM that are not the same in TO, each ended by a NUL; directories end in a slash.
dr_differs() {
  (cd -- "$1" && find . -exec sh -c '
    to=$1
    shift
    for f do
      if [ -L "$f" ]; then
        [ -L "$to/$f" ] && [ "$(readlink -- "$f")" = "$(readlink -- "$to/$f")" ] || printf "%s\0" "$f"
      elif [ -d "$f" ]; then
        [ -d "$to/$f" ] || printf "%s/\0" "$f"
      else
        cmp -s -- "$f" "$to/$f" || printf "%s\0" "$f"
      fi
    done' sh "$2" {} +)
}

# dr_copy_tree FROM TO OWNER GROUP MODE DIRECTORY-MODE: copies what differs; what is new or changed gets these attributes.
dr_copy_tree() {
  dr_mkdirs "$2" "$3" "$4" "$6" || return
  (
    cd -- "$1" && find . -exec sh -c '
      to=$1 owner=$2 group=$3 mode=$4 dmode=$5
      shift 5
      own() {
        if [ -n "$owner$group" ]; then chown -h -- "$owner${group:+:$group}" "$1" || exit; fi
        if [ -n "$2" ]; then chmod -- "$2" "$1" || exit; fi
      }
      for f do
        if [ -L "$f" ]; then
          [ -L "$to/$f" ] && [ "$(readlink -- "$f")" = "$(readlink -- "$to/$f")" ] && continue
          rm -f -- "$to/$f" && ln -s -- "$(readlink -- "$f")" "$to/$f" && own "$to/$f" "" || exit
        elif [ -d "$f" ]; then
          [ -d "$to/$f" ] || { mkdir -- "$to/$f" && own "$to/$f" "$dmode" || exit; }
        elif ! cmp -s -- "$f" "$to/$f"; then
          cp -p -- "$f" "$to/$f.drover" && own "$to/$f.drover" "$mode" && mv -f -- "$to/$f.drover" "$to/$f" || exit
        fi
      done' sh "$2" "$3" "$4" "$5" "$6" {} +
  )
}
