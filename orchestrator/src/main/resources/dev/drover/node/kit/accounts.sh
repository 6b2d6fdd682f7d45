# dr_entries FILE NAME...: the lines of a name service (passwd, group, shadow) with these names; all of them without names.
dr_entries() {
  if command -v getent >/dev/null; then
    getent "$@"
  elif [ -r "/etc/$1" ]; then
    if [ $# = 1 ]; then
      cat "/etc/$1"
    else
      dr_file=/etc/$1
      shift
      awk -F: 'BEGIN { for (i = 2; i < ARGC; i++) { names[ARGV[i]] = 1; delete ARGV[i] } } $1 in names' "$dr_file" "$@"
    fi
  fi
  :
}

# dr_local FILE NAME: the first line of an account file that has this name, without its newline; nothing where there is none.
dr_local() {
  [ -r "$1" ] || return 0
  awk -F: 'BEGIN { name = ARGV[2]; ARGC = 2 } $1 == name { printf "%s", $0; exit }' "$1" "$2"
}

# dr_group add|mod|del PREFIX NAME WORD...: groupadd and its like (lgroupadd with the prefix l); where the node has none of them, the
# same is done to its files.
dr_group() {
  dr_verb=$1 dr_pre=$2 dr_g=$3
  shift 3
  if dr_tool "$dr_pre" "group$dr_verb"; then
    "${dr_pre}group$dr_verb" "$@" -- "$dr_g"
    return
  fi
  [ -z "$dr_pre" ] || return
  dr_gid= dr_sys= dr_o=
  while [ $# -gt 0 ]; do
    case $1 in
      -g) dr_gid=$2 && shift ;;
      -r) dr_sys=1 ;;
      -o) dr_o=1 ;;
      -f) ;;
      *) echo "without group$dr_verb, the node can't do $1 for groups" >&2; return 1 ;;
    esac
    shift
  done
  if [ -n "$dr_gid" ] && [ -z "$dr_o" ] && dr_taken /etc/group "$dr_gid"; then
    echo "group$dr_verb: GID '$dr_gid' already exists" >&2
    return 1
  fi
  case $dr_verb in
    add)
      [ -n "$dr_gid" ] || dr_gid=$(dr_free /etc/group "$dr_sys") || return
      echo "$dr_g:x:$dr_gid:" >>/etc/group
      ;;
    mod) dr_edit /etc/group "$dr_g" 3 "$dr_gid" ;;
    del) dr_drop /etc/group "$dr_g" ;;
  esac
}

# dr_tool PREFIX NAME: whether there is a tool for accounts; says what is missing where it must be there.
dr_tool() {
  command -v "$1$2" >/dev/null && return
  [ -z "$1" ] || echo "the node has no $1$2, which local: true needs" >&2
  return 1
}

# dr_taken FILE NUMBER: whether an account has the number.
dr_taken() {
  awk -F: 'BEGIN { id = ARGV[2]; ARGC = 2 } $3 == id { found = 1 } END { exit !found }' "$1" "$2"
}

# dr_free FILE SYSTEM: the least number that no account has.
dr_free() {
  if [ -n "$2" ]; then set -- "$1" 100 999; else set -- "$1" 1000 59999; fi
  awk -F: 'BEGIN { least = ARGV[2]; most = ARGV[3]; ARGC = 2 } { has[$3] = 1 } END { for (i = least + 0; i <= most; i++) if (!(i in has)) { print i; exit }; exit 1 }' "$@"
}

# dr_replace FILE: puts what comes on standard input in the place of a file of accounts.
dr_replace() {
  dr_new=$(mktemp "$1.XXXXXX") && cp -p "$1" "$dr_new" && cat >"$dr_new" && mv -f "$dr_new" "$1"
}

# dr_edit FILE NAME FIELD TEXT: sets a field of a line in a file of accounts.
dr_edit() {
  # the text may be a password's hash: only its owner sees a process's environment, everybody its arguments
  dr_text=$4 awk -F: 'BEGIN { OFS = ":"; name = ARGV[2]; n = ARGV[3]; ARGC = 2 } $1 == name { $n = ENVIRON["dr_text"] } 1' "$1" "$2" "$3" | dr_replace "$1"
}

# dr_drop FILE NAME: removes a line from a file of accounts.
dr_drop() {
  awk -F: 'BEGIN { name = ARGV[2]; ARGC = 2 } $1 != name' "$1" "$2" | dr_replace "$1"
}

# dr_members NAME GROUPS APPEND: makes the user a member of these groups, separated by commas; of no others unless APPEND is set.
dr_members() {
  awk -F: 'BEGIN {
      OFS = ":"; name = ARGV[2]; append = ARGV[4]; n = split(ARGV[3], list, ","); ARGC = 2
      for (i = 1; i <= n; i++) want[list[i]] = 1
    }
    {
      n = split($4, members, ","); text = ""; is = 0
      for (i = 1; i <= n; i++) {
        if (members[i] == name) { is = 1; if (!append && !($1 in want)) continue }
        text = text (text == "" ? "" : ",") members[i]
      }
      if (!is && ($1 in want)) text = text (text == "" ? "" : ",") name
      $4 = text
      print
    }' /etc/group "$@" | dr_replace /etc/group
}

# dr_user add|mod|del PREFIX NAME WORD...: useradd and its like (luseradd with the prefix l); where the node has none of them, the
# same is done to its files.
dr_user() {
  dr_verb=$1 dr_pre=$2 dr_u=$3
  shift 3
  if dr_tool "$dr_pre" "user$dr_verb"; then
    "${dr_pre}user$dr_verb" "$@" -- "$dr_u"
    return
  fi
  [ -z "$dr_pre" ] || return
  dr_uid= dr_gid= dr_gs=- dr_c=- dr_d= dr_s= dr_e=- dr_a= dr_m= dr_k=/etc/skel dr_sys= dr_o= dr_n= dr_l= dr_r=
  while [ $# -gt 0 ]; do
    case $1 in
      -u) dr_uid=$2 && shift ;;
      -g) dr_gid=$2 && shift ;;
      -G) dr_gs=$2 && shift ;;
      -c) dr_c=$2 && shift ;;
      -d) dr_d=$2 && shift ;;
      -s) dr_s=$2 && shift ;;
      -e) dr_e=$2 && shift ;;
      -k) dr_k=$2 && shift ;;
      -a) dr_a=1 ;;
      -m) dr_m=1 ;;
      -o) dr_o=1 ;;
      -N) dr_n=1 ;;
      -L | -U) dr_l=$1 ;;
      -r) dr_sys=1 dr_r=1 ;;
      -M | -f) ;;
      *) echo "without user$dr_verb, the node can't do $1 for users" >&2; return 1 ;;
    esac
    shift
  done
  if [ -n "$dr_uid" ] && [ -z "$dr_o" ] && dr_taken /etc/passwd "$dr_uid"; then
    echo "user$dr_verb: UID $dr_uid is not unique" >&2
    return 1
  fi
  case $dr_gid in
    *[!0-9]*) dr_gid=$(dr_local /etc/group "$dr_gid" | cut -d: -f3) ;;
  esac
  case $dr_verb in
    add) dr_user_add ;;
    mod) dr_user_mod ;;
    del)
      dr_d=$(dr_local /etc/passwd "$dr_u" | cut -d: -f6)
      dr_drop /etc/passwd "$dr_u" && { ! [ -e /etc/shadow ] || dr_drop /etc/shadow "$dr_u"; } && dr_members "$dr_u" '' '' || return
      case $(dr_local /etc/group "$dr_u") in
        '' | *:*:*:?*) ;;
        *) dr_drop /etc/group "$dr_u" ;;
      esac
      case $dr_r$dr_d in
        1/?*) rm -rf -- "$dr_d" ;;
      esac
      ;;
  esac
}

dr_user_add() {
  [ -n "$dr_uid" ] || dr_uid=$(dr_free /etc/passwd "$dr_sys") || return
  if [ -z "$dr_gid" ]; then
    if [ -n "$dr_n" ]; then
      dr_gid=100
    else
      dr_gid=$dr_uid
      ! dr_taken /etc/group "$dr_gid" || dr_gid=$(dr_free /etc/group "$dr_sys") || return
      echo "$dr_u:x:$dr_gid:" >>/etc/group
    fi
  fi
  printf '%s\n' "$dr_u:x:$dr_uid:$dr_gid:${dr_c#-}:${dr_d:-/home/$dr_u}:${dr_s:-/bin/sh}" >>/etc/passwd || return
  if ! [ -e /etc/shadow ]; then (umask 077 && : >/etc/shadow) || return; fi
  echo "$dr_u:!:$(($(date +%s) / 86400)):0:99999:7:::" >>/etc/shadow || return
  [ "$dr_gs" = - ] || dr_members "$dr_u" "$dr_gs" '' || return
  dr_user_expiry && { [ -z "$dr_m" ] || dr_make_home "$dr_u" "$dr_k" ''; }
}

dr_user_mod() {
  [ -z "$dr_uid" ] || dr_edit /etc/passwd "$dr_u" 3 "$dr_uid" || return
  [ -z "$dr_gid" ] || dr_edit /etc/passwd "$dr_u" 4 "$dr_gid" || return
  [ "$dr_c" = - ] || dr_edit /etc/passwd "$dr_u" 5 "$dr_c" || return
  [ -z "$dr_s" ] || dr_edit /etc/passwd "$dr_u" 7 "$dr_s" || return
  [ "$dr_gs" = - ] || dr_members "$dr_u" "$dr_gs" "$dr_a" || return
  if [ -n "$dr_d" ]; then
    dr_old=$(dr_local /etc/passwd "$dr_u" | cut -d: -f6)
    dr_edit /etc/passwd "$dr_u" 6 "$dr_d" || return
    if [ -n "$dr_m" ] && [ -d "$dr_old" ] && ! [ -e "$dr_d" ]; then mv -- "$dr_old" "$dr_d" || return; fi
  fi
  if [ -n "$dr_l" ]; then
    dr_p=$(dr_local /etc/shadow "$dr_u" | cut -d: -f2)
    case $dr_l in
      -L) dr_p=!$dr_p ;;
      -U) dr_p=${dr_p#!} ;;
    esac
    dr_edit /etc/shadow "$dr_u" 2 "$dr_p" || return
  fi
  dr_user_expiry
}

dr_user_expiry() {
  [ "$dr_e" != - ] || return 0
  [ -z "$dr_e" ] || dr_e=$(($(date -u -d "$dr_e 00:00" +%s) / 86400)) || return
  dr_edit /etc/shadow "$dr_u" 8 "$dr_e"
}

# dr_password NAME FILE: sets the hash of a user's password, which is in the file.
dr_password() {
  if command -v chpasswd >/dev/null; then
    { printf '%s:' "$1" && cat "$2" && echo; } | chpasswd -e
  else
    dr_p=$(cat "$2") && dr_edit /etc/shadow "$1" 2 "$dr_p"
  fi
}

# dr_aging NAME FIELD DAYS...: sets fields of a user's line in /etc/shadow: 4 least, 5 most days between changes, 6 warning, 7 grace.
dr_aging() {
  dr_u=$1
  shift
  while [ $# -gt 0 ]; do
    if command -v chage >/dev/null; then
      case $1 in
        4) chage -m "$2" "$dr_u" ;;
        5) chage -M "$2" "$dr_u" ;;
        6) chage -W "$2" "$dr_u" ;;
        7) chage -I "$2" "$dr_u" ;;
      esac
    else
      dr_edit /etc/shadow "$dr_u" "$1" "$2"
    fi || return
    shift 2
  done
}

# dr_make_home NAME SKELETON UMASK: makes the user's home where there is none, with what is in the skeleton.
dr_make_home() {
  dr_line=$(dr_entries passwd "$1" | head -n 1) && [ -n "$dr_line" ] || return
  dr_d=$(printf '%s\n' "$dr_line" | cut -d: -f6)
  ! [ -d "$dr_d" ] || return 0
  dr_parent "$dr_d"
  dr_mask=${3:-$(sed -n 's/^UMASK[[:space:]]*\([0-7]*\).*/\1/p' /etc/login.defs 2>/dev/null)}
  (umask 022 && mkdir -p -- "$dr_dir") && mkdir -- "$dr_d" || return
  if [ -d "$2" ]; then cp -R "$2/." "$dr_d" || return; fi
  chown -R "$(printf '%s\n' "$dr_line" | cut -d: -f3,4)" "$dr_d" && chmod "$(printf %o $((0777 & ~0${dr_mask:-022})))" "$dr_d"
}

# dr_home NAME KEY-FILE KEY-TYPE: lines with the user's line in passwd, whether the home is there, the file of the key in it (empty where
# KEY-TYPE is), its fingerprint, and the public key; changes nothing.
dr_home() {
  dr_line=$(dr_entries passwd "$1" | head -n 1)
  dr_d=$(printf '%s\n' "$dr_line" | cut -d: -f6)
  dr_there=no dr_key= dr_print= dr_pub=
  if [ -n "$dr_d" ] && [ -d "$dr_d" ]; then dr_there=yes; fi
  if [ -n "$3" ] && [ -n "$dr_d" ]; then
    dr_key=$2
    [ -n "$dr_key" ] || dr_key=.ssh/id_$3
    case $dr_key in
      /*) ;;
      *) dr_key=$dr_d/$dr_key ;;
    esac
    if [ -f "$dr_key" ]; then
      dr_print=$(ssh-keygen -lf "$dr_key" 2>/dev/null) || dr_print=unknown
      [ -f "$dr_key.pub" ] && dr_pub=$(head -n 1 "$dr_key.pub")
    fi
  fi
  printf '%s\n' "$dr_line" $dr_there "$dr_key" "$dr_print" "$dr_pub"
}

# dr_make_key NAME KEY-FILE KEY-TYPE BITS COMMENT PASSPHRASE-FILE: makes a pair of keys for ssh, the user's own.
dr_make_key() {
  command -v ssh-keygen >/dev/null || { echo "the node has no ssh-keygen, which generate_ssh_key needs" >&2; return 1; }
  dr_home "$1" "$2" "$3" >/dev/null
  dr_own=$(printf '%s\n' "$dr_line" | cut -d: -f3,4)
  dr_parent "$dr_key"
  if ! [ -d "$dr_dir" ]; then
    (umask 077 && mkdir -p -- "$dr_dir") && chown "$dr_own" "$dr_dir" || return
  fi
  rm -f -- "$dr_key" "$dr_key.pub"
  (umask 077 && ssh-keygen -q -t "$3" ${4:+-b "$4"} -C "${5:-ansible-generated on $(uname -n)}" -N "$(cat "$6")" -f "$dr_key" </dev/null) || return
  chown "$dr_own" "$dr_key" "$dr_key.pub" && chmod 644 "$dr_key.pub"
}

# dr_authorized USER FILE: the file with the keys that USER may log in with (FILE unless empty), a NUL, 1 where directory and file are
# its own and nobody else's to write, a NUL, and what it holds, ended by a NUL.
dr_authorized() {
  dr_authorized_file "$1" "$2" || return
  dr_fine=
  [ -f "$dr_file" ] && [ "$(stat -c %u:%a -- "$dr_dir" "$dr_file" 2>/dev/null)" = "$dr_uid:700$dr_nl$dr_uid:600" ] && dr_fine=1
  printf '%s\0%s\0' "$dr_file" $dr_fine
  [ ! -f "$dr_file" ] || cat -- "$dr_file" || return
  printf '\0'
}

dr_authorized_file() {
  dr_entry=$(dr_entries passwd "$1" | head -n 1)
  if [ -z "$dr_entry" ]; then
    echo "Failed to lookup user $1: there is no such user" >&2
    return 1
  fi
  dr_rest=${dr_entry#*:*:}
  dr_uid=${dr_rest%%:*} dr_rest=${dr_rest#*:}
  dr_gid=${dr_rest%%:*} dr_rest=${dr_rest#*:*:}
  dr_file=${2:-${dr_rest%%:*}/.ssh/authorized_keys}
  dr_parent "$dr_file"
}

# dr_authorize USER FILE CONTENTS MANAGE FOLLOW
dr_authorize() {
  dr_authorized_file "$1" "$2" || return
  if [ -n "$5" ] && [ -L "$dr_file" ]; then
    dr_file=$(readlink -f -- "$dr_file") && dr_parent "$dr_file" || return
  fi
  if [ -n "$4" ]; then
    [ -d "$dr_dir" ] || mkdir -p -- "$dr_dir" || return
    [ "$(id -u)" != 0 ] || chown -- "$dr_uid:$dr_gid" "$dr_dir" || return
    chmod 0700 -- "$dr_dir" || return
  fi
  dr_aside "$dr_file" && cat -- "$3" >"$dr_tmp" || return
  [ "$(id -u)" != 0 ] || chown -- "$dr_uid:$dr_gid" "$dr_tmp" || return
  chmod 0600 -- "$dr_tmp" && dr_place "$dr_tmp" "$dr_file"
}
