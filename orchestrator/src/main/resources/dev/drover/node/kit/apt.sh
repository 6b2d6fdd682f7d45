# dr_packages NAME...: a line with the node's architecture, then one for each package that dpkg knows which has one of these names,
# matches one (a name that begins with a slash is an expression) or provides one: status, name, architecture, version, provides.
dr_packages() {
  command -v dpkg-query >/dev/null || { echo "the node has no dpkg, so it is no Debian or Ubuntu" >&2; return 1; }
  dpkg --print-architecture || return
  dpkg-query -W -f '${db:Status-Abbrev}\t${Package}\t${Architecture}\t${Version}\t${Provides}\n' 2>/dev/null | awk -F '\t' '
    BEGIN {
      for (i = 1; i < ARGC; i++)
        if (ARGV[i] ~ /^\//) wild[substr(ARGV[i], 2)] = 1
        else names[ARGV[i]] = 1
      ARGC = 1
    }
    {
      take = $2 in names
      for (w in wild) if ($2 ~ w) take = 1
      n = split($5, provided, / *, */)
      for (i = 1; i <= n; i++) {
        sub(/ .*/, "", provided[i])
        if (provided[i] in names) take = 1
      }
      if (take) print
    }' "$@"
}

# dr_apt_lists: a line with the seconds since 1970 now and when the package lists were fetched; 0 where there are none.
dr_apt_lists() {
  dr_f=/var/lib/apt/periodic/update-success-stamp
  [ -e $dr_f ] || dr_f=/var/lib/apt/lists
  dr_at=0
  for dr_p in /var/lib/apt/lists/*_Packages* /var/lib/apt/lists/*Release; do
    if [ -f "$dr_p" ]; then
      dr_at=$(stat -c %Y $dr_f)
      break
    fi
  done
  echo "$(date +%s) $dr_at"
}

# dr_apt SECONDS WORD...: apt-get, as often as another process holds its locks, for so many seconds at most.
dr_apt() {
  dr_end=$(($(date +%s) + $1))
  shift
  dr_log=$(mktemp) || return
  while :; do
    DEBIAN_FRONTEND=noninteractive DEBIAN_PRIORITY=critical apt-get "$@" 2>"$dr_log" </dev/null
    dr_rc=$?
    if [ $dr_rc = 0 ] || [ "$(date +%s)" -ge $dr_end ] || ! grep -Eq '^E: (Could not get lock|Unable to (acquire|lock))' "$dr_log"; then
      break
    fi
    sleep 1
  done
  cat "$dr_log" >&2
  rm -f "$dr_log"
  return $dr_rc
}

# dr_apt_update SECONDS RETRIES MAX-DELAY: fetches the package lists; sets dr_new to 1 where there was anything new.
# Status 94: failed every time.
dr_apt_update() {
  dr_wait=$1 dr_left=$2 dr_most=$3 dr_delay=1
  dr_new=$(dr_apt_lists)
  dr_new=${dr_new#* }
  until dr_said=$(dr_apt "$dr_wait" -o APT::Update::Error-Mode=any update 2>&1 >/dev/null); do
    if [ "$dr_left" -le 0 ]; then
      printf '%s\n' "$dr_said" >&2
      return 94
    fi
    dr_left=$((dr_left - 1))
    [ $dr_delay -le "$dr_most" ] || dr_delay=$dr_most
    sleep $dr_delay
    dr_delay=$((dr_delay * 2))
  done
  case $(dr_apt_lists) in
    *" $dr_new") dr_new=0 ;;
    *) dr_new=1 ;;
  esac
  if [ -e /var/lib/apt/periodic/update-success-stamp ]; then touch /var/lib/apt/periodic/update-success-stamp; fi
  touch /var/lib/apt/lists # which apt leaves as it is where nothing was new
}

# dr_policy STATUS COMMAND...: runs the command while services are not started as STATUS says, and puts back what was there.
dr_policy() {
  dr_rcd=/usr/sbin/policy-rc.d
  dr_status=$1
  shift
  dr_kept=
  if [ -e $dr_rcd ]; then
    dr_kept=$(mktemp /usr/sbin/.policy-rc.d.XXXXXX) && cp -p $dr_rcd "$dr_kept" || return
  fi
  trap 'if [ -n "$dr_kept" ]; then mv -f "$dr_kept" $dr_rcd; else rm -f $dr_rcd; fi' EXIT
  trap 'exit 143' HUP INT TERM
  printf '#!/bin/sh\nexit %s\n' "$dr_status" >$dr_rcd && chmod 0755 $dr_rcd || return
  "$@"
}

# dr_deb FILE-OR-URL: a line each with the name, version and architecture of a package's file.
dr_deb() {
  dr_fetch "$1" || return
  dpkg-deb -f "$dr_deb" Package && dpkg-deb -f "$dr_deb" Version && dpkg-deb -f "$dr_deb" Architecture
}

# dr_fetch FILE-OR-URL: sets dr_deb to an absolute path of it, fetched for as long as this script runs.
dr_fetch() {
  case $1 in
    *://*)
      dr_dir=$(mktemp -d) || return
      trap 'rm -rf "$dr_dir"' EXIT
      dr_deb=$dr_dir/package.deb
      chmod 755 "$dr_dir"
      /usr/lib/apt/apt-helper download-file "$1" "$dr_deb" >/dev/null || return
      chmod 644 "$dr_deb"
      ;;
    /*) dr_deb=$1 ;;
    *) dr_deb=$PWD/$1 ;;
  esac
  [ -f "$dr_deb" ] || { echo "there is no file $1" >&2; return 1; }
}

# dr_candidates EXPRESSION OPTIONS NAME...: what apt-cache policy says of the packages with these names, or whose names match.
dr_candidates() {
  dr_wild=$1 dr_words=$2
  shift 2
  if [ -n "$dr_wild" ]; then
    # shellcheck disable=SC2046 # names have no blanks
    set -- "$@" $(apt-cache pkgnames | grep -E -e "$dr_wild")
  fi
  [ $# = 0 ] || apt-cache $dr_words policy "$@"
}

# dr_apt_sources: the release's name, a NUL, then for each list of sources its path and its text, each ended by a NUL.
dr_apt_sources() {
  command -v apt-get >/dev/null || { echo 'the node has no apt, so it is no Debian or Ubuntu' >&2; return 1; }
  (. /etc/os-release 2>/dev/null; printf '%s\0' "${VERSION_CODENAME-}")
  for dr_f in /etc/apt/sources.list /etc/apt/sources.list.d/*.list; do
    [ -f "$dr_f" ] || continue
    printf '%s\0' "$dr_f"
    cat -- "$dr_f"
    printf '\0'
  done
}

# dr_apt_source CONTENTS FILE MODE: puts a list of sources in place; without contents it goes.
dr_apt_source() {
  if ! grep -q '[^[:space:]]' "$1"; then
    case $2 in
      /etc/apt/sources.list) : >"$2" ;;
      *) rm -f -- "$2" ;;
    esac
    return
  fi
  dr_mode=${3:-0644}
  [ -z "$3" ] && [ -e "$2" ] && dr_mode=$(stat -c %a -- "$2")
  dr_aside "$2" && cat -- "$1" >"$dr_tmp" && chmod -- "$dr_mode" "$dr_tmp" && dr_place "$dr_tmp" "$2"
}

# dr_apt_ppa PPA: fetches its key by the node's own program, which knows where.
dr_apt_ppa() {
  command -v add-apt-repository >/dev/null || {
    echo 'a ppa needs add-apt-repository on the node: install software-properties-common' >&2
    return 1
  }
  add-apt-repository -y -n "$1" >&2
  rm -f /etc/apt/sources.list.d/"$(printf %s "${1#ppa:}" | tr / -)"-*.list 2>/dev/null
  rm -f /etc/apt/sources.list.d/"$(printf %s "${1#ppa:}" | sed 's,/,-ubuntu-,')"-*.list 2>/dev/null
  return 0
}

# dr_debconf_show PACKAGE PASSWORDS: its questions and their answers, a line each; passwords only where they are wanted.
dr_debconf_show() {
  command -v debconf-show >/dev/null || { echo 'the node has no debconf, so it is no Debian or Ubuntu' >&2; return 1; }
  debconf-show "$1" | if [ -n "$2" ]; then grep -v '(password omitted)'; else cat; fi
  [ -z "$2" ] || [ ! -r /var/cache/debconf/passwords.dat ] || awk -v owner="$1" '
    /^Name: / { name = substr($0, 7); value = "" }
    /^Value: / { value = substr($0, 8) }
    /^Owners: / { n = split(substr($0, 9), o, /, */); for (i = 1; i <= n; i++) if (o[i] == owner) mine = 1 }
    /^$/ { if (mine && name != "") print "* " name ": " value; name = ""; mine = 0 }
    END { if (mine && name != "") print "* " name ": " value }' /var/cache/debconf/passwords.dat
}

# dr_keyrings FILE: of each keyring of apt (of FILE alone unless it is empty) the path and what it holds in base64, each ended by a NUL.
dr_keyrings() {
  if [ -n "$1" ]; then
    set -- "$1"
  else
    set -- /etc/apt/trusted.gpg /etc/apt/trusted.gpg.d/*.gpg /etc/apt/trusted.gpg.d/*.asc
  fi
  for dr_f do
    if [ -f "$dr_f" ]; then
      printf '%s\0' "$dr_f"
      base64 <"$dr_f" || return
      printf '\0'
    fi
  done
}

# dr_keyring CONTENTS FILE: puts a keyring in place, readable by all, as apt wants it; an empty one goes.
dr_keyring() {
  if ! [ -s "$1" ]; then
    rm -f -- "$2"
    return
  fi
  dr_parent "$2"
  [ -d "$dr_dir" ] || mkdir -p -m 755 -- "$dr_dir" || return
  dr_aside "$2" && cat -- "$1" >"$dr_tmp" && chmod 0644 "$dr_tmp" && dr_place "$dr_tmp" "$2"
}
