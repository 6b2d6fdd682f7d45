for d in /sys/block/*; do
  [ -e "$d/size" ] || continue
  case ${d##*/} in loop* | ram*) [ "$(cat "$d/size")" = 0 ] && continue ;; esac
  printf '%s' "${d##*/}"
  for f in size removable ro queue/rotational queue/logical_block_size device/vendor device/model; do
    v=
    { read -r v <"$d/$f"; } 2>/dev/null
    printf '\t%s' "$v"
  done
  echo
  for p in "$d/${d##*/}"*; do
    [ -e "$p/size" ] || continue
    v= s=
    read -r v <"$p/size"
    { read -r s <"$p/start"; } 2>/dev/null
    printf '\t%s\t%s\t%s\n' "${p##*/}" "$v" "$s"
  done
done
