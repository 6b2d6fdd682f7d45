# dr_own FOLLOW PATH OWNER GROUP MODE: sets those that are not empty; of a link itself unless FOLLOW=1, and never the mode of a link.
dr_own() {
  dr_h=
  [ "$1" = 1 ] || dr_h=-h
  if [ -n "$3" ] || [ -n "$4" ]; then
    chown $dr_h -- "$3${4:+:$4}" "$2" 2>/dev/null || {
      dr_unknown "$3" "$4" || chown $dr_h -- "$3${4:+:$4}" "$2"
      return 1
    }
  fi
  if [ -n "$5" ] && { [ "$1" = 1 ] || ! [ -L "$2" ]; }; then
    chmod -- "$5" "$2" || return
  fi
}

# dr_unknown USER GROUP: says which of the two there is not; fails where there are both.
dr_unknown() {
  case $1 in '' | *[!0-9]*) ;; *) set -- '' "$2" ;; esac
  case $2 in '' | *[!0-9]*) ;; *) set -- "$1" '' ;; esac
  if [ -n "$1" ] && ! dr_entries passwd "$1" | grep -q .; then
    echo "chown failed: failed to look up user $1" >&2
  elif [ -n "$2" ] && ! dr_entries group "$2" | grep -q .; then
    echo "chgrp failed: failed to look up group $2" >&2
  else
    return 1
  fi
}

# dr_mkdirs PATH OWNER GROUP MODE: makes the directory and those above it, and gives each that it makes these attributes.
dr_mkdirs() {
  [ -d "$1" ] && return 0
  dr_parent "$1"
  if ! [ -d "$dr_dir" ]; then
    (dr_mkdirs "$dr_dir" "$2" "$3" "$4") || return
  fi
  mkdir -- "$1" && dr_own 1 "$1" "$2" "$3" "$4"
}

# dr_parent PATH: sets dr_dir to the directory that PATH is in.
dr_parent() {
  dr_dir=$1
  while :; do
    case $dr_dir in
      ?*/) dr_dir=${dr_dir%/} ;;
      *) break ;;
    esac
  done
  case $dr_dir in
    */*) dr_dir=${dr_dir%/*} && dr_dir=${dr_dir:-/} ;;
    *) dr_dir=. ;;
  esac
}

# dr_flags WANTED PATH: a line with the version and flags that the file system keeps; empty where it can't be told.
dr_flags() {
  dr_said=
  [ -n "$1" ] && command -v lsattr >/dev/null && ! [ -L "$2" ] && dr_said=$(lsattr -vd -- "$2" 2>/dev/null)
  printf '%s\n' "${dr_said%%"$dr_nl"*}"
}

# dr_mime WANTED FOLLOW PATH: a line with the kind of contents and its charset; empty where it can't be told.
dr_mime() {
  dr_said= dr_L=-h
  [ -n "$2" ] && dr_L=-L
  [ -n "$1" ] && command -v file >/dev/null && dr_said=$(file $dr_L -b --mime-type --mime-encoding -- "$3" 2>/dev/null)
  printf '%s\n' "$dr_said"
}

# dr_tree DIRECTORY: each combination of mode, user and group in it once, then a line with a dot; only that where it is none.
dr_tree() {
  if [ -d "$1" ]; then
    find "$1/." -exec stat -c '%f	%u	%g	%U	%G' -- {} + | sort -u || return
  fi
  echo .
}

# dr_own_all DIRECTORY OWNER GROUP MODE: sets those that are not empty of all that is in it, never following a link.
dr_own_all() {
  if [ -n "$2" ] || [ -n "$3" ]; then
    chown -hR -- "$2${3:+:$3}" "$1" || return
  fi
  [ -z "$4" ] || find "$1" ! -type l -exec chmod -- "$4" {} +
}

# dr_link TARGET LINK: puts a symbolic link in the place of what is there; an empty directory goes, a full one stays.
dr_link() {
  dr_vacate "$2" && dr_aside "$2" && ln -s -- "$1" "$dr_tmp" && dr_place "$dr_tmp" "$2"
}

# dr_hardlink FILE LINK
dr_hardlink() {
  dr_vacate "$2" && dr_aside "$2" && ln -- "$1" "$dr_tmp" && dr_place "$dr_tmp" "$2"
}

dr_vacate() {
  if [ -d "$1" ] && ! [ -L "$1" ]; then
    rmdir -- "$1" 2>/dev/null || { echo "the directory $1 is not empty, refusing to convert it" >&2; return 1; }
  fi
}

# dr_aside PATH: sets dr_tmp to a name in the same directory that nothing has.
dr_aside() {
  dr_parent "$1"
  dr_tmp=$(mktemp "$dr_dir/.drover.XXXXXX") || return
  rm -f -- "$dr_tmp"
}

# dr_place FILE PATH: renames the file to the path, which is no directory.
dr_place() {
  if [ -d "$2" ] && ! [ -L "$2" ]; then
    echo "$2 is a directory" >&2
    rm -f -- "$1"
    return 1
  fi
  if [ -d "$2" ]; then # a link to a directory: a plain mv would move into it
    mv -fT -- "$1" "$2" 2>/dev/null || { rm -f -- "$2" && mv -f -- "$1" "$2"; }
  else
    mv -f -- "$1" "$2"
  fi || {
    rm -f -- "$1"
    return 1
  }
}

# dr_labels PATH: a line with the SELinux context (empty where SELinux is off), then a line with the flags that chattr sets.
dr_labels() {
  dr_said=
  [ -e /sys/fs/selinux/enforce ] && dr_said=$(ls -Zd -- "$1" 2>/dev/null) && dr_said=${dr_said%% *}
  printf '%s\n' "$dr_said"
  dr_said=
  command -v lsattr >/dev/null && dr_said=$(lsattr -d -- "$1" 2>/dev/null) && dr_said=${dr_said%% *}
  printf '%s\n' "$dr_said"
}

# dr_tempfile OPTION DIRECTORY PREFIX SUFFIX: sets dr_tmp to a file (OPTION -d: a directory) of a new name. mktemp of busybox knows no suffix.
dr_tempfile() {
  dr_tmp=$(mktemp $1 "$2/$3XXXXXXXX") || return
  [ -n "$4" ] || return 0
  if [ -n "$1" ]; then
    mkdir -m 700 -- "$dr_tmp$4" && rmdir -- "$dr_tmp"
  else
    ln -- "$dr_tmp" "$dr_tmp$4" && rm -f -- "$dr_tmp"
  fi && dr_tmp=$dr_tmp$4
}

# dr_find FOLLOW DEPTH DIRECTORY [TEST...]: how many entries there are below it, then of those that pass find's tests a line of stat
# with the name at its end, and // behind that.
dr_find() {
  dr_L=-P dr_S=
  [ "$1" = 1 ] && dr_L=-L dr_S=-L
  dr_depth=$2 dr_dir=$3
  shift 3
  if ! [ -d "$dr_dir" ] || ! [ -x "$dr_dir" ]; then
    echo -
    return 0
  fi
  set -- ${dr_depth:+-maxdepth "$dr_depth"} "$@"
  find $dr_L "$dr_dir" -mindepth 1 ${dr_depth:+-maxdepth "$dr_depth"} -exec printf '%.0s.' {} + 2>/dev/null | wc -c
  find $dr_L "$dr_dir" -mindepth 1 "$@" -exec stat $dr_S -c '%f %h %i %d %u %g %s %b %.9X %.9Y %.9Z	%U	%G	%n//' {} + 2>/dev/null
  return 0
}

# dr_parts DIRECTORY: the name of each file in it and what it holds in base64, each ended by a NUL.
dr_parts() {
  if ! [ -e "$1" ]; then
    echo "Source ($1) does not exist" >&2
    return 1
  elif ! [ -d "$1" ]; then
    echo "Source ($1) is not a directory" >&2
    return 1
  fi
  for dr_f in "$1"/* "$1"/.[!.]* "$1"/..?*; do
    if [ -f "$dr_f" ]; then
      printf '%s\0' "${dr_f##*/}"
      base64 <"$dr_f" || return
      printf '\0'
    fi
  done
}

# dr_known_hosts FILE CONTENTS: puts them in the place of the file, whose owner and permissions stay; makes its directory for its owner only.
dr_known_hosts() {
  dr_parent "$1"
  [ -d "$dr_dir" ] || mkdir -m 700 -- "$dr_dir" || return
  dr_mode=0644 dr_keep=
  if [ -f "$1" ]; then
    dr_mode=$(stat -c %a -- "$1") dr_keep=$(stat -c %u:%g -- "$1")
  fi
  dr_aside "$1" && cat -- "$2" >"$dr_tmp" && chmod -- "$dr_mode" "$dr_tmp" || return
  [ -z "$dr_keep" ] || chown -- "$dr_keep" "$dr_tmp" 2>/dev/null
  dr_place "$dr_tmp" "$1"
}
