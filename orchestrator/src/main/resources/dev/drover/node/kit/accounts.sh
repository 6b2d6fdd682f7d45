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
