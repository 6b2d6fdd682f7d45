# dr_systemctl SCOPE WORD...: systemctl of the system, of this user or of all users.
dr_systemctl() {
  dr_scope=$1
  shift
  if [ "$dr_scope" = user ] && [ -z "$XDG_RUNTIME_DIR" ]; then
    XDG_RUNTIME_DIR=/run/user/$(id -u) systemctl --user "$@" </dev/null
  else
    systemctl "--$dr_scope" "$@" </dev/null
  fi
}

# dr_units SCOPE UNIT...: what systemd knows of units, one after another with an empty line between; then a line with a dot, then the
# names of the init scripts among them that start at boot. Only a line with a dash where systemd does not run.
dr_units() {
  if ! [ -d /run/systemd/system ]; then
    echo -
    return
  fi
  dr_s=$1
  shift
  if [ "$dr_s" = global ]; then
    for dr_u do
      dr_said=$(systemctl --global is-enabled -- "$dr_u" 2>/dev/null </dev/null)
      printf 'Id=%s\nLoadState=%s\nUnitFileState=%s\n\n' "$dr_u" "$(case $dr_said in '' | not-found) echo not-found ;; *) echo loaded ;; esac)" "$dr_said"
    done
  else
    dr_systemctl "$dr_s" show --no-pager -- "$@" || return
  fi
  echo .
  for dr_u do
    dr_u=${dr_u%.service}
    if [ -e "/etc/init.d/$dr_u" ]; then
      for dr_p in /etc/rc[2345S].d/S[0-9][0-9]"$dr_u"; do
        [ -L "$dr_p" ] && { printf '%s\n' "$dr_u"; break; }
      done
    fi
  done
  :
}

# dr_reload_due SCOPE: a line "yes" where systemd may not have read what is in its files, "no" where it has.
dr_reload_due() {
  dr_at=
  [ -d /run/systemd/system ] && dr_at=$(dr_systemctl "$1" show -p UnitsLoadTimestamp --timestamp=us+utc 2>/dev/null)
  dr_at=${dr_at#*=}
  [ -n "$dr_at" ] || dr_at=$(dr_systemctl "$1" show -p UnitsLoadFinishTimestamp --timestamp=us+utc 2>/dev/null | sed 's/^[^=]*=//')
  if [ -z "$dr_at" ] || [ "$1" = global ]; then
    echo yes
    return
  fi
  set -- "$1" /etc/systemd /run/systemd/system /usr/lib/systemd /lib/systemd /usr/local/lib/systemd /etc/fstab /etc/crypttab /etc/init.d
  [ "$1" != user ] || set -- "$@" "${XDG_CONFIG_HOME:-$HOME/.config}/systemd" "${XDG_DATA_HOME:-$HOME/.local/share}/systemd"
  shift
  dr_said=$(find -L "$@" -newerct "$dr_at" -print 2>/dev/null | head -n 1)
  if [ -n "$dr_said" ]; then echo yes; else echo no; fi
}

# dr_init RUNLEVEL PATTERN NAME: where systemd does not run, lines with the kind of init (openrc, sysv), whether there is such a
# script, whether it says that it runs (or a process matches the pattern), and whether it starts at boot. Else a line with a dash.
dr_init() {
  if [ -d /run/systemd/system ]; then
    echo -
    return
  fi
  dr_kind=sysv dr_there=no dr_runs=no dr_boot=no
  command -v rc-service >/dev/null && dr_kind=openrc
  if [ -x "/etc/init.d/$3" ]; then
    dr_there=yes
    if [ -n "$2" ]; then
      ps | grep -F -e "$2" | grep -qv grep && dr_runs=yes
    elif "/etc/init.d/$3" status >/dev/null 2>&1 </dev/null; then
      dr_runs=yes
    fi
  fi
  if [ $dr_kind = openrc ]; then
    [ -e "/etc/runlevels/$1/$3" ] && dr_boot=yes
  else
    for dr_p in /etc/rc[2345S].d/S[0-9][0-9]"$3"; do
      [ -e "$dr_p" ] && dr_boot=yes
    done
  fi
  printf '%s\n' $dr_kind $dr_there $dr_runs $dr_boot
}

# dr_boot KIND RUNLEVEL NAME yes|no: makes an init script start at boot, or not.
dr_boot() {
  case $1,$4 in
    openrc,yes) rc-update add "$3" "$2" ;;
    openrc,no) rc-update del "$3" "$2" ;;
    *)
      if command -v update-rc.d >/dev/null; then
        if [ "$4" = yes ]; then
          update-rc.d "$3" defaults && update-rc.d "$3" enable
        else
          update-rc.d "$3" disable
        fi
      elif command -v chkconfig >/dev/null; then
        if [ "$4" = yes ]; then chkconfig --add "$3" && chkconfig "$3" on; else chkconfig "$3" off; fi
      else
        echo "the node has no update-rc.d, chkconfig or rc-update" >&2
        return 1
      fi
      ;;
  esac
}

# dr_act SCOPE UNIT WORD...: systemctl; where it fails, adds the last lines of the unit's journal.
dr_act() {
  dr_scope=$1 dr_u=$2
  shift 2
  dr_systemctl "$dr_scope" "$@" && return
  dr_rc=$?
  if [ "$dr_scope" = system ]; then
    journalctl --no-pager -q -n 10 -o cat -u "$dr_u" >&2 2>/dev/null
  fi
  return $dr_rc
}
