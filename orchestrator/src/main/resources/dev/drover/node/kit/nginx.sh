# dr_nginx_aside DIRECTORY: makes a copy of Nginx's configuration, $dr_aside, that is gone when the script has ended. Links are
# followed, so that all of it can be rewritten; those that lead nowhere stay as they are, for Nginx stumbles over them, too.
dr_nginx_aside() {
  dr_aside=$(mktemp -d "${TMPDIR:-/tmp}/drover-nginx.XXXXXX") || return
  trap 'rm -rf -- "$dr_aside"' EXIT
  trap 'exit 143' HUP INT TERM
  [ -d "$1" ] || return 0
  cp -RL -- "$1/." "$dr_aside/" 2>/dev/null
  (cd -- "$1" && find . -type l ! -exec test -e {} \; -exec sh -c 'ln -s -- "$(readlink -- "$2")" "$1/$2"' sh "$dr_aside" {} \;)
}

# dr_nginx_put NAME SOURCE: a file of the copy becomes what SOURCE holds.
dr_nginx_put() {
  dr_mkdirs "$(dirname -- "$dr_aside/$1")" '' '' 0700 && rm -f -- "$dr_aside/$1" && cat -- "$2" >"$dr_aside/$1"
}

# dr_nginx_test DIRECTORY: lets Nginx test the copy as if it stood in DIRECTORY. Status 127: there is no Nginx.
dr_nginx_test() {
  PATH=$PATH:/usr/sbin:/usr/local/sbin
  command -v nginx >/dev/null || return 127
  find "$dr_aside" -type f -exec sed -i "s|$1/|$dr_aside/|g" {} +
  dr_said=$(nginx -t -q -c "$dr_aside/nginx.conf" 2>&1)
  dr_rc=$?
  printf '%s\n' "$dr_said" | sed "s|$dr_aside|$1|g" >&2
  return $dr_rc
}

# dr_nginx_begin DIRECTORY: makes room, $dr_kept, beside the configuration; a mark says that it is being changed until dr_nginx_end.
dr_nginx_begin() {
  if ! [ -d "$1" ]; then
    echo "there is no directory $1: is Nginx installed?" >&2
    return 1
  fi
  dr_kept=$(mktemp -d "$1/.drover.XXXXXX") || return
  trap 'rm -rf -- "$dr_kept"' EXIT
  trap 'exit 143' HUP INT TERM
  : >"$1/.drover.pending"
}

# dr_nginx_stage NUMBER SOURCE OWNER GROUP MODE
dr_nginx_stage() {
  cat -- "$2" >"$dr_kept/new.$1" && dr_own 1 "$dr_kept/new.$1" "$3" "$4" "$5"
}

# dr_nginx_place NUMBER PATH: what was staged takes the place of what is there, or nothing does where nothing was staged.
dr_nginx_place() {
  if [ -e "$2" ] || [ -L "$2" ]; then
    cp -Pp -- "$2" "$dr_kept/old.$1" || return
  fi
  if [ -e "$dr_kept/new.$1" ]; then
    dr_mkdirs "$(dirname -- "$2")" '' '' 0755 && mv -f -- "$dr_kept/new.$1" "$2"
  else
    rm -f -- "$2"
  fi && : >"$dr_kept/done.$1"
}

# dr_nginx_back NUMBER PATH: undoes dr_nginx_place, if it was done.
dr_nginx_back() {
  [ -e "$dr_kept/done.$1" ] || return 0
  if [ -e "$dr_kept/old.$1" ] || [ -L "$dr_kept/old.$1" ]; then
    mv -f -- "$dr_kept/old.$1" "$2"
  else
    rm -f -- "$2"
  fi
}

# dr_nginx_end DIRECTORY
dr_nginx_end() { rm -f -- "$1/.drover.pending"; }

# dr_nginx_workers: the processes of the master $dr_pid.
dr_nginx_workers() {
  for dr_s in /proc/[0-9]*/stat; do
    { read -r dr_l <"$dr_s"; } 2>/dev/null || continue
    dr_l=${dr_l##*) }
    dr_l=${dr_l#* }
    [ "${dr_l%% *}" != "$dr_pid" ] || { dr_s=${dr_s#/proc/} && printf ' %s' "${dr_s%/stat}"; }
  done
}

# dr_nginx_take DIRECTORY: makes Nginx read its configuration and waits until workers serve with it; starts it where it does not run.
dr_nginx_take() {
  PATH=$PATH:/usr/sbin:/usr/local/sbin
  dr_file=$(sed -n 's/^[[:space:]]*pid[[:space:]]\{1,\}\([^;]*\);.*/\1/p' "$1/nginx.conf" 2>/dev/null | tail -n 1)
  dr_pid=
  for dr_f in "$dr_file" /run/nginx.pid /run/nginx/nginx.pid; do
    [ -n "$dr_pid" ] || { [ -s "$dr_f" ] && read -r dr_pid <"$dr_f"; }
  done
  case $(cat "/proc/${dr_pid:-none}/comm" 2>/dev/null) in
    nginx*) ;;
    *)
      if [ -d /run/systemd/system ]; then systemctl start nginx; else nginx; fi
      return
      ;;
  esac
  dr_before=" $(dr_nginx_workers) "
  dr_log=/var/log/nginx/error.log
  dr_size=$(($(wc -c <"$dr_log" 2>/dev/null || echo 0)))
  kill -HUP "$dr_pid" || return
  dr_n=0
  while [ $dr_n -lt 100 ]; do
    for dr_w in $(dr_nginx_workers); do
      case $dr_before in *" $dr_w "*) ;; *) return 0 ;; esac
    done
    sleep 0.1
    dr_n=$((dr_n + 1))
  done
  tail -c +$((dr_size + 1)) "$dr_log" 2>/dev/null | grep -E '\[(emerg|alert|crit)\]' | tail -n 3 >&2
  echo "Nginx goes on with the configuration it had" >&2
  return 94
}
