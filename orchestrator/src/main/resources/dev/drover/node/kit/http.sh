# dr_http: one HTTP/1.1 exchange. The files "$a1" and "$a2" hold the request's head and body, "$a3" the same head for curl; all else is
# in variables: dr_tls (empty or 1) dr_host dr_port dr_method dr_url dr_unix dr_use_proxy dr_timeout dr_verify dr_ca dr_cert dr_key
# dr_ciphers. Writes what the server sends, as it comes, then a NUL and the seconds that it took. Status 90: the node lacks the means.
dr_http() {
  dr_since=$(date +%s)
  dr_http_way
  dr_rc=$?
  printf '\0%s' $(($(date +%s) - dr_since))
  return $dr_rc
}

dr_http_way() {
  dr_proxy
  if [ -n "$dr_unix$dr_tls$dr_via" ] && command -v curl >/dev/null; then
    dr_http_curl
  elif [ -n "$dr_tls$dr_unix" ] && [ -z "$dr_via" ] && command -v python3 >/dev/null; then
    dr_http_python
  elif [ -n "$dr_tls" ] && [ -z "$dr_via$dr_unix$dr_ciphers" ] && command -v openssl >/dev/null; then
    dr_http_openssl
  elif [ -n "$dr_via" ] && [ -n "$dr_tls" ]; then
    dr_lacks 'https through a proxy needs curl'
  elif [ -n "$dr_unix" ]; then
    dr_lacks 'a Unix socket needs curl or python3'
  elif [ -n "$dr_tls" ]; then
    dr_lacks 'https needs curl, python3 or openssl'
  else
    dr_http_plain
  fi
}

dr_lacks() {
  echo "$1 on the node, which is not there" >&2
  return 90
}

# dr_proxy: sets dr_via to the proxy that the environment names for the URL, if any.
dr_proxy() {
  dr_via=
  [ -n "$dr_use_proxy" ] && [ -z "$dr_unix" ] || return 0
  if [ -n "$dr_tls" ]; then dr_via=${https_proxy:-${HTTPS_PROXY-}}; else dr_via=${http_proxy-}; fi
  dr_via=${dr_via:-${all_proxy:-${ALL_PROXY-}}}
  dr_rest=${no_proxy:-${NO_PROXY-}},
  while [ -n "$dr_via" ] && [ -n "$dr_rest" ]; do
    dr_one=${dr_rest%%,*} dr_rest=${dr_rest#*,}
    dr_one=${dr_one# }
    dr_one=${dr_one#.}
    [ -n "$dr_one" ] || continue
    case $dr_host in "$dr_one" | *."$dr_one") dr_via= ;; esac
    case $dr_host:$dr_port in "$dr_one" | *."$dr_one") dr_via= ;; esac
    [ "$dr_one" != '*' ] || dr_via=
  done
}

dr_http_curl() {
  set -- -q -sS --http1.1 --raw -i --suppress-connect-headers --max-time "$dr_timeout" -K "$a3"
  [ ! -s "$a2" ] || set -- "$@" --data-binary "@$a2"
  [ -n "$dr_use_proxy" ] || set -- "$@" --noproxy '*'
  [ -n "$dr_verify" ] || set -- "$@" -k
  [ -z "$dr_unix" ] || set -- "$@" --unix-socket "$dr_unix"
  [ -z "$dr_ca" ] || set -- "$@" --cacert "$dr_ca"
  [ -z "$dr_cert" ] || set -- "$@" --cert "$dr_cert"
  [ -z "$dr_key" ] || set -- "$@" --key "$dr_key"
  [ -z "$dr_ciphers" ] || set -- "$@" --ciphers "$dr_ciphers"
  curl "$@"
}

dr_http_python() {
  cat -- "$a1" "$a2" | python3 -c '
import socket, ssl, sys
host, port, tls, verify, ca, cert, key, ciphers, path, limit = sys.argv[1:]
try:
    if path:
        s = socket.socket(socket.AF_UNIX)
        s.settimeout(float(limit))
        s.connect(path)
    else:
        s = socket.create_connection((host, int(port)), float(limit))
    if tls:
        c = ssl.create_default_context(cafile=ca or None)
        if not verify:
            c.check_hostname = False
            c.verify_mode = ssl.CERT_NONE
        if cert:
            c.load_cert_chain(cert, key or None)
        if ciphers:
            c.set_ciphers(ciphers)
        s = c.wrap_socket(s, server_hostname=host)
    s.sendall(sys.stdin.buffer.read())
    while True:
        part = s.recv(65536)
        if not part:
            break
        sys.stdout.buffer.write(part)
except OSError as e:
    sys.exit(str(e))' "$dr_host" "$dr_port" "$dr_tls" "$dr_verify" "$dr_ca" "$dr_cert" "$dr_key" "$dr_ciphers" "$dr_unix" "$dr_timeout"
}

dr_http_openssl() {
  set -- -quiet -connect "$dr_host:$dr_port"
  case $dr_host in
    *[!0-9.]*) set -- "$@" -servername "$dr_host" ${dr_verify:+-verify_hostname "$dr_host"} ;;
    *) set -- "$@" ${dr_verify:+-verify_ip "$dr_host"} ;;
  esac
  [ -z "$dr_verify" ] || set -- "$@" -verify_return_error
  [ -z "$dr_ca" ] || set -- "$@" -CAfile "$dr_ca"
  [ -z "$dr_cert" ] || set -- "$@" -cert "$dr_cert"
  [ -z "$dr_key" ] || set -- "$@" -key "$dr_key"
  cat -- "$a1" "$a2" | timeout "$dr_timeout" openssl s_client "$@"
}

dr_http_plain() {
  dr_to=$dr_host dr_at=$dr_port
  if [ -n "$dr_via" ]; then # without curl: the whole URL to a proxy that wants no password
    dr_to=${dr_via#*://}
    dr_to=${dr_to%%/*}
    case $dr_to in
      *@*) dr_lacks 'a proxy with a password needs curl' || return ;;
      *:*) dr_at=${dr_to##*:} dr_to=${dr_to%:*} ;;
      *) dr_at=80 ;;
    esac
    { printf '%s %s HTTP/1.1\r\n' "$dr_method" "$dr_url" && tail -n +2 "$a1"; } >"$a3" && cat -- "$a3" >"$a1" || return
  fi
  if command -v bash >/dev/null; then
    timeout "$dr_timeout" bash -c 'exec 3<>"/dev/tcp/$0/$1" || exit 7
      cat -- "$2" "$3" >&3
      cat <&3' "$dr_to" "$dr_at" "$a1" "$a2"
  elif command -v nc >/dev/null; then
    # what nc reads must not end before the answer has come: servers take that for a client who has gone
    rm -f -- "$a3" && mkfifo -- "$a3" || return
    timeout "$dr_timeout" nc "$dr_to" "$dr_at" <"$a3" &
    dr_pid=$!
    exec 4>"$a3"
    cat -- "$a1" "$a2" >&4 2>/dev/null
    wait $dr_pid
    dr_rc=$?
    exec 4>&-
    return $dr_rc
  elif command -v curl >/dev/null; then
    dr_http_curl
  elif command -v python3 >/dev/null; then
    dr_http_python
  else
    dr_lacks 'http needs bash, nc, curl or python3'
  fi
}

# dr_get DIRECTORY SUM [WANTED]: a download, with the variables and files of dr_http. The body is in the file dr_file, in that directory.
# Writes the head, a NUL, and a line with the seconds that it took, the body's size and its checksum. Sets dr_good where the status is
# 200 and the checksum the wanted one; else the file is gone.
dr_get() {
  dr_good= dr_since=$(date +%s)
  if ! [ -d "$1" ]; then
    echo "Destination directory $1 does not exist" >&2
    return 1
  fi
  dr_file=$(mktemp "$1/.drover.XXXXXX") || return
  trap 'rm -f -- "$dr_file" "$dr_file.head"' EXIT
  trap 'exit 143' HUP INT TERM
  dr_get_way || return
  dr_size=$(($(wc -c <"$dr_file")))
  dr_is=$(dr_checksum "$2" "$dr_file") || return
  dr_is=${dr_is%% *}
  cat -- "$dr_file.head"
  printf '\0%s %s %s\n' $(($(date +%s) - dr_since)) "$dr_size" "$dr_is"
  if head -n 1 "$dr_file.head" | grep -q '^HTTP/[0-9.]* 200' && { [ -z "$3" ] || [ "$3" = "$dr_is" ]; }; then
    dr_good=1
  else
    rm -f -- "$dr_file"
  fi
  rm -f -- "$dr_file.head"
}

dr_get_way() {
  dr_proxy
  if command -v curl >/dev/null; then
    set -- -q -sS --connect-timeout "$dr_timeout" --speed-time "$dr_timeout" --speed-limit 1 --suppress-connect-headers -K "$a3" -D "$dr_file.head" -o "$dr_file"
    [ -n "$dr_use_proxy" ] || set -- "$@" --noproxy '*'
    [ -n "$dr_verify" ] || set -- "$@" -k
    [ -z "$dr_ca" ] || set -- "$@" --cacert "$dr_ca"
    [ -z "$dr_cert" ] || set -- "$@" --cert "$dr_cert"
    [ -z "$dr_key" ] || set -- "$@" --key "$dr_key"
    [ -z "$dr_ciphers" ] || set -- "$@" --ciphers "$dr_ciphers"
    curl "$@"
    return
  fi
  # HTTP/1.0 has no chunks, so that the body is what follows the head
  sed '1s/1\.1/1.0/' "$a1" >"$dr_file.head" && cat -- "$dr_file.head" >"$a1" || return
  dr_timeout=$((dr_timeout * 60))
  dr_http_way >"$dr_file" || return
  sed "/^$dr_cr\$/q" "$dr_file" >"$dr_file.head"
  tail -c +$(($(wc -c <"$dr_file.head") + 1)) "$dr_file" >"$dr_file.body" && mv -f -- "$dr_file.body" "$dr_file"
}
