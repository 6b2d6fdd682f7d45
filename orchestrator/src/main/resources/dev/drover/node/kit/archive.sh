# The archive's kind is told by its first bytes, so that a name without an ending will do. What is left out and what alone is unpacked
# is in dr_excluded and dr_included, a pattern a line; dr_newer keeps files that are newer.

# dr_archive_kind FILE: sets dr_kind to gz, bz2, xz, zst, zip or tar.
dr_archive_kind() {
  [ -r "$1" ] || { echo "Source '$1' does not exist or can't be read" >&2; return 1; }
  case $(od -An -tx1 -N6 <"$1" | tr -d ' \n') in
    1f8b*) dr_kind=gz ;;
    425a68*) dr_kind=bz2 ;;
    fd377a585a00) dr_kind=xz ;;
    28b52ffd*) dr_kind=zst ;;
    504b*) dr_kind=zip ;;
    *) dr_kind=tar ;;
  esac
}

dr_untar() {
  case $dr_kind in
    gz) tar -z "$@" ;;
    bz2) tar -j "$@" ;;
    xz) tar -J "$@" ;;
    zst) tar --zstd "$@" ;;
    tar) tar "$@" ;;
  esac
}

# dr_archive_differs FILE DIRECTORY OPTION...: the name of what unpacks it, a NUL, a 1 where unpacking would change something, a NUL,
# and the names in it, a line each.
dr_archive_differs() {
  dr_archive_kind "$1" || return
  dr_file=$1 dr_dir=$2
  shift 2
  dr_list=$(mktemp) || return
  trap 'rm -rf -- "$dr_list" "$dr_list.d"' EXIT
  if [ $dr_kind = zip ]; then
    dr_by=ZipArchive
    command -v unzip >/dev/null || { echo 'the node has no unzip' >&2; return 1; }
  else
    case $dr_kind in
      gz) dr_by=TgzArchive ;; bz2) dr_by=TarBzipArchive ;; xz) dr_by=TarXzArchive ;; zst) dr_by=TarZstdArchive ;; *) dr_by=TarArchive ;;
    esac
  fi
  # unpacked to one side, compared, and thrown away: the one way that tells the truth with any tar, unzip and option
  mkdir -- "$dr_list.d" || return
  dr_archive_to "$dr_file" "$dr_list.d" "$@" >/dev/null || return
  (cd -- "$dr_list.d" && find . ! -name . | sed 's,^\./,,' | sort) >"$dr_list"
  dr_differ=
  while IFS= read -r dr_f; do
    dr_same "$dr_list.d/$dr_f" "$dr_dir/$dr_f" || { dr_differ=1; break; }
  done <"$dr_list"
  printf '%s\0%s\0' $dr_by "$dr_differ"
  while IFS= read -r dr_f; do
    if [ -d "$dr_list.d/$dr_f" ] && ! [ -L "$dr_list.d/$dr_f" ]; then dr_f=$dr_f/; fi
    printf '%s\n' "$dr_f"
  done <"$dr_list"
}

dr_same() {
  if [ -L "$1" ]; then
    [ -L "$2" ] && [ "$(readlink -- "$1")" = "$(readlink -- "$2")" ]
  elif [ -d "$1" ]; then
    [ -d "$2" ]
  elif [ -n "$dr_newer" ] && [ -f "$2" ] && [ "$2" -nt "$1" ]; then
    return 0
  else
    cmp -s -- "$1" "$2"
  fi
}

dr_archive_unpack() {
  dr_archive_kind "$1" && dr_archive_to "$@"
}

# dr_archive_to FILE DIRECTORY OPTION...
dr_archive_to() {
  dr_file=$1 dr_to=$2
  shift 2
  if [ $dr_kind = zip ]; then
    dr_how=-o
    [ -z "$dr_newer" ] || dr_how=-uo
    dr_ifs=$IFS IFS=$dr_nl
    set -f
    set -- -q $dr_how "$@" "$dr_file" $dr_included
    [ -z "$dr_excluded" ] || set -- "$@" -x $dr_excluded
    set +f
    IFS=$dr_ifs
    unzip "$@" -d "$dr_to"
    return
  fi
  set -- -x -C "$dr_to" "$@"
  [ -z "$dr_newer" ] || set -- "$@" --keep-newer-files
  if [ -n "$dr_excluded" ]; then
    printf '%s\n' "$dr_excluded" >"$dr_to/.drover-excluded" || return
    set -- "$@" -X "$dr_to/.drover-excluded"
  fi
  if [ -n "$dr_included" ]; then
    printf '%s\n' "$dr_included" >"$dr_to/.drover-included" || return
    set -- "$@" -T "$dr_to/.drover-included"
  fi
  dr_untar "$@" -f "$dr_file"
  dr_rc=$?
  rm -f -- "$dr_to/.drover-excluded" "$dr_to/.drover-included"
  return $dr_rc
}
