# dr_wait LIMIT DELAY PAUSE COMMAND...: waits, after DELAY, until the command succeeds, and tries it every PAUSE seconds (all in
# seconds). Writes a line with the seconds that have passed. Status 91: LIMIT was reached first.
dr_wait() {
  dr_limit=$1 dr_delay=$2 dr_pause=$3 dr_rc=0
  shift 3
  dr_from=$(date +%s)
  [ "$dr_delay" = 0 ] || sleep "$dr_delay"
  until "$@"; do
    dr_left=$((dr_limit - $(date +%s) + dr_from))
    if [ $dr_left -le 0 ]; then
      dr_rc=91
      break
    fi
    if [ "$dr_pause" = 0 ]; then
      sleep 0.1 2>/dev/null || sleep 1
    elif [ "$dr_pause" -lt $dr_left ]; then
      sleep "$dr_pause"
    else
      sleep $dr_left
    fi
  done
  echo $(($(date +%s) - dr_from))
  return $dr_rc
}

dr_not() {
  ! "$@"
}

dr_there() {
  [ -e "$1" ]
}

# dr_told SUM PATH: whether the file can be read and is not the one with this sum; sets dr_sum to the sum that it has now.
dr_told() {
  [ -f "$2" ] && [ -r "$2" ] && dr_sum=$(md5sum <"$2") && [ "$dr_sum" != "$1" ]
}

# dr_open HOST PORT SECONDS: whether a connection can be made within the time.
dr_open() {
  if command -v bash >/dev/null; then
    timeout "$3" bash -c 'exec 3<>"/dev/tcp/$0/$1"' "$1" "$2" 2>/dev/null
  elif command -v nc >/dev/null; then
    case $(nc --help 2>&1) in
      *BusyBox*) timeout "$3" nc "$1" "$2" -e true 2>/dev/null </dev/null ;;
      *) nc -z -w "$3" "$1" "$2" 2>/dev/null </dev/null ;;
    esac
  else
    dr_hex=$(printf %04X "$2")
    case $1 in
      127.0.0.1 | ::1 | localhost) cat /proc/net/tcp /proc/net/tcp6 2>/dev/null | grep -q ":$dr_hex 0*:0000 0A " ;;
      *)
        echo 'to reach other hosts, bash or nc must be on the node, which are not there' >&2
        exit 90
        ;;
    esac
  fi
}

# dr_heard HOST PORT SECONDS: sets dr_said to what a server says of itself within the time; fails where it says nothing.
dr_heard() {
  if command -v bash >/dev/null; then
    dr_said=$(timeout "$3" bash -c 'exec 3<>"/dev/tcp/$0/$1" || exit
      while :; do
        IFS= LC_ALL=C read -r -N 65536 -t 0.3 -u 3 part
        rc=$?
        printf %s "$part"
        heard=$heard$part
        [ $rc = 0 ] || [ $rc -gt 128 -a -z "$heard" ] || [ $rc -gt 128 -a -n "$part" ] || exit 0
      done' "$1" "$2" 2>/dev/null)
  elif command -v nc >/dev/null; then
    dr_said=$(sleep "$3" | timeout "$3" nc "$1" "$2" 2>/dev/null)
  else
    echo 'to listen to a server, bash or nc must be on the node, which are not there' >&2
    exit 90
  fi
  [ -n "$dr_said" ]
}

# dr_other TEXT HOST PORT SECONDS: whether a server says something, and not this text.
dr_other() {
  dr_known=$1
  shift
  dr_heard "$@" && [ "$dr_said" != "$dr_known" ]
}

# dr_drained HOST PORT STATES [EXCLUDED...]: whether there is no connection in these states (in hexadecimal, as the kernel writes them) to the
# port at HOST (0.0.0.0 and :: stand for all addresses), but for those from the excluded hosts. Names are looked up once a try.
dr_drained() {
  dr_here=$(dr_addresses "$1" | tr '\n' ' ')
  dr_port=$2 dr_states=$3
  shift 3
  dr_there=$(dr_addresses "$@" | tr '\n' ' ')
  cat /proc/net/tcp /proc/net/tcp6 2>/dev/null | awk -v here="$dr_here" -v there="$dr_there" -v states="$dr_states" -v port="$dr_port" '
    function hex(address, parts, n) {
      if (address == "::1") return "00000000000000000000000001000000"
      n = split(address, parts, ".")
      return n == 4 ? sprintf("%02X%02X%02X%02X", parts[4], parts[3], parts[2], parts[1]) : address
    }
    BEGIN {
      n = split(here, list, " ")
      for (i = 1; i <= n; i++) {
        if (list[i] == "0.0.0.0" || list[i] == "::") all = 1
        local[hex(list[i])] = 1
      }
      n = split(there, list, " ")
      for (i = 1; i <= n; i++) remote[hex(list[i])] = 1
      n = split(states, list, " ")
      for (i = 1; i <= n; i++) wanted[list[i]] = 1
      end = sprintf(":%04X", port)
    }
    ($4 in wanted) && substr($2, length($2) - 4) == end {
      l = substr($2, 1, length($2) - 5)
      r = substr($3, 1, length($3) - 5)
      sub(/^0000000000000000FFFF0000/, "", l)
      sub(/^0000000000000000FFFF0000/, "", r)
      if ((all || l in local) && !(r in remote)) found = 1
    }
    END { exit found }'
}

# dr_addresses NAME...: their addresses, one a line.
dr_addresses() {
  for dr_one do
    case $dr_one in
      *:* | [0-9]*.[0-9]*.[0-9]*.*[0-9]) printf '%s\n' "$dr_one" ;;
      *) if command -v getent >/dev/null; then getent ahosts "$dr_one" | awk '{ print $1 }'; else awk -v name="$dr_one" '{ for (i = 2; i <= NF; i++) if ($i == name) print $1 }' /etc/hosts; fi ;;
    esac
  done
}
