cat /proc/cpuinfo
printf '\001'
if command -v nproc >/dev/null; then nproc; fi
