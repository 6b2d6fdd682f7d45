cat /proc/self/mounts
printf '\001'
if command -v lsblk >/dev/null; then lsblk --list --noheadings --paths --output NAME,UUID 2>/dev/null; fi
printf '\001'
while read -r from to type rest; do
  case $from in
    /* | *:/*) ;;
    *) continue ;;
  esac
  [ "$type" = none ] && continue
  to=$(printf '%b.' "$(printf '%s' "$to" | sed 's/\\\([0-7]\)/\\0\1/g')")
  to=${to%.}
  # a server that does not answer must not hold up the others
  timeout 5 stat -f -c '%b %f %a %S %c %d %n' -- "$to" 2>/dev/null || echo
done </proc/self/mounts
