ip -4 route get 8.8.8.8 2>/dev/null
printf '\001'
ip -6 route get 2404:6800:400a:800::1012 2>/dev/null
printf '\001'
ip addr 2>/dev/null
printf '\001'
for d in /sys/class/net/*; do
  [ -e "$d/address" ] || continue
  printf '%s' "${d##*/}"
  for f in address mtu operstate type speed duplex flags; do
    v=
    { read -r v <"$d/$f"; } 2>/dev/null
    printf '\t%s' "$v"
  done
  if [ -e "$d/device/driver/module" ]; then
    m=$(readlink "$d/device/driver/module")
    printf '\t%s' "${m##*/}"
  else
    printf '\t'
  fi
  if [ -d "$d/bridge" ]; then
    printf '\tbridge'
  elif [ -d "$d/bonding" ]; then
    printf '\tbonding'
  else
    printf '\t'
  fi
  i=
  for p in "$d"/brif/*; do
    [ -e "$p" ] && i="$i ${p##*/}"
  done
  printf '\t%s\n' "$i"
done
