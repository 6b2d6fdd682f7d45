# dr_paths FOLLOW SUM PATH...: what lstat (FOLLOW=1: stat) says of paths, in their order; changes nothing.
# One stat and one checksum process for all of them, two more for each symbolic link. SUM names a checksum (sha1) or is empty.
# Writes for each path, each field ended by a NUL: the path, its kind (- missing, e there, s there and summed), what may be done
# with it, its link's target, and where all its links end. Then a line of stat for each that is there, then a line that begins
# with the checksum for each s.
dr_paths() {
  dr_follow=$1 dr_sum=$2
  shift 2
  for dr_p do
    shift
    if [ -e "$dr_p" ] || { [ "$dr_follow" != 1 ] && [ -L "$dr_p" ]; }; then
      set -- "$@" "$dr_p"
      dr_kind=e dr_may= dr_target= dr_real=
      if dr_summed "$dr_p"; then dr_kind=s; fi
      [ -r "$dr_p" ] && dr_may=r
      [ -w "$dr_p" ] && dr_may=${dr_may}w
      [ -x "$dr_p" ] && dr_may=${dr_may}x
      if [ -L "$dr_p" ]; then
        dr_target=$(readlink -n -- "$dr_p" && echo .)
        dr_real=$(readlink -f -- "$dr_p" && echo .)
      fi
      printf '%s\0%s\0%s\0%s\0%s\0' "$dr_p" "$dr_kind" "$dr_may" "${dr_target%.}" "${dr_real%"$dr_nl".}"
    else
      printf '%s\0-\0\0\0\0' "$dr_p"
    fi
  done
  [ $# -gt 0 ] || return 0
  dr_L=
  [ "$dr_follow" = 1 ] && dr_L=-L
  stat $dr_L -c '%f %h %i %d %u %g %s %b %B %o %.9X %.9Y %.9Z %t %T	%U	%G' -- "$@" || return
  dr_odd=
  for dr_p do
    shift
    if dr_summed "$dr_p"; then
      set -- "$@" "$dr_p"
      case $dr_p in *[\\]* | *"$dr_nl"* | *"$dr_cr"*) dr_odd=1 ;; esac
    fi
  done
  [ $# -gt 0 ] || return 0
  if [ -z "$dr_odd" ]; then
    dr_checksum "$dr_sum" "$@"
    return
  fi
  for dr_p do # a name with a newline would be a line of its own
    dr_checksum "$dr_sum" "$dr_p" || return
  done
}

dr_nl='
'
dr_cr=$(printf '\r')

dr_summed() {
  [ -n "$dr_sum" ] && [ -f "$1" ] && [ -r "$1" ] && { [ "$dr_follow" = 1 ] || ! [ -L "$1" ]; }
}

# dr_checksum NAME FILE...: a line for each, which begins with its checksum.
dr_checksum() {
  dr_name=$1
  shift
  if command -v "${dr_name}sum" >/dev/null; then
    if [ $# = 1 ]; then
      "${dr_name}sum" <"$1"
    else
      "${dr_name}sum" -- "$@"
    fi
  elif command -v openssl >/dev/null; then
    for dr_f do
      openssl dgst -r "-$dr_name" <"$dr_f" || return
    done
  else
    echo "the node has no ${dr_name}sum and no openssl" >&2
    return 1
  fi
}
