# dr_python VENV PROGRAM: what is installed for the interpreter of a virtual environment, of a pip program, or else for python3.
# Writes a line "interpreter" and missing, unknown or there; then its version and the machine; then of each distribution, the
# nearest first, the lines Name:, Version: and Requires-Dist: of its metadata. Starts no interpreter where it can do without.
dr_python() {
  dr_py= dr_version= dr_shared=
  if [ -n "$1" ]; then
    if ! [ -f "$1/bin/activate" ]; then
      echo interpreter missing
      return 0
    fi
    dr_py=$1/bin/python
    [ -x "$dr_py" ] || dr_py=$1/bin/python3
    while IFS=' =' read -r dr_key dr_value; do
      case $dr_key in
        version | version_info) dr_version=${dr_value%.final.*} ;;
        include-system-site-packages) dr_shared=$dr_value ;;
      esac
    done 2>/dev/null <"$1/pyvenv.cfg"
    if [ -n "$dr_version" ] && [ "$dr_shared" = false ]; then
      printf 'interpreter there\nversion %s\nmachine %s\n' "$dr_version" "$(uname -m)"
      for dr_site in "$1"/lib/python[0-9]*/site-packages; do
        dr_distributions "$dr_site"
      done
      return 0
    fi
  elif [ -n "$2" ]; then
    dr_py=$(command -v -- "$2" || command -v "$2") && IFS= read -r dr_value <"$dr_py"
    case $dr_value in
      '#!'*' '*) dr_py= ;;
      '#!'*python*) dr_py=${dr_value#??} ;;
      *) dr_py= ;;
    esac
  else
    dr_py=$(command -v python3)
  fi
  if [ -z "$dr_py" ] || ! dr_value=$("$dr_py" -c 'import sys
print("%d.%d.%d" % sys.version_info[:3])
print("\n".join(p for p in sys.path if p))' 2>/dev/null); then
    echo interpreter unknown
    return 0
  fi
  printf 'interpreter there\nversion %s\nmachine %s\n' "${dr_value%%"$dr_nl"*}" "$(uname -m)"
  printf '%s\n' "${dr_value#*"$dr_nl"}" | while IFS= read -r dr_site; do
    dr_distributions "$dr_site"
  done
}

# dr_distributions DIRECTORY: the metadata of what is installed in it.
dr_distributions() {
  set -- "$1"/*.dist-info/METADATA "$1"/*.egg-info/PKG-INFO "$1"/*.egg-info
  for dr_f do
    shift
    [ -f "$dr_f" ] && set -- "$@" "$dr_f"
  done
  [ $# = 0 ] || awk 'FNR == 1 { body = 0 } /^\r?$/ { body = 1 } !body && /^(Name|Version|Requires-Dist):/' "$@"
}

# dr_pip VENV PROGRAM WORD...: runs the pip of a virtual environment, or the program, or else what pip there is for python3.
dr_pip() {
  dr_venv=$1 dr_program=$2
  shift 2
  if [ -n "$dr_program" ]; then
    set -- "$dr_program" "$@"
  elif [ -n "$dr_venv" ] && [ -x "$dr_venv/bin/pip3" ]; then
    set -- "$dr_venv/bin/pip3" "$@"
  elif [ -n "$dr_venv" ]; then
    set -- "$dr_venv/bin/python" -m pip "$@"
  elif command -v pip3 >/dev/null; then
    set -- pip3 "$@"
  elif command -v python3 >/dev/null && python3 -c 'import pip' 2>/dev/null; then
    set -- python3 -m pip "$@"
  else
    echo 'Unable to find any of pip3 to use.  pip needs to be installed.' >&2
    return 1
  fi
  PIP_DISABLE_PIP_VERSION_CHECK=${PIP_DISABLE_PIP_VERSION_CHECK-1} "$@"
}

# dr_pip_change FREEZE VENV PROGRAM WORD...: runs pip, then writes a NUL and "same" where FREEZE=1 and what it installed before is
# what it has now.
dr_pip_change() {
  dr_freeze=$1 dr_before= dr_after=
  shift
  [ -z "$dr_freeze" ] || dr_before=$(dr_pip "$1" "$2" freeze 2>/dev/null)
  dr_pip "$@"
  dr_rc=$?
  [ -z "$dr_freeze" ] || dr_after=$(dr_pip "$1" "$2" freeze 2>/dev/null)
  if [ -n "$dr_freeze" ] && [ "$dr_before" = "$dr_after" ]; then printf '\0same'; else printf '\0'; fi
  return $dr_rc
}
