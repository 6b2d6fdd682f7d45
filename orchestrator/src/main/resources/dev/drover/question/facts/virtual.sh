r() { v=; { read -r v <"$1"; } 2>/dev/null; printf '%s\n' "$v"; }
r /sys/class/dmi/id/product_name
r /sys/class/dmi/id/sys_vendor
r /sys/class/dmi/id/bios_vendor
r /sys/class/dmi/id/product_family
r /sys/hypervisor/type
if [ -e /.dockerenv ] || [ -e /.dockerinit ]; then echo docker; else echo; fi
if [ -e /run/.containerenv ]; then echo podman; else echo; fi
r /run/systemd/container
tr '\000' '\n' </proc/1/environ 2>/dev/null | grep '^container=' || echo
grep -c hypervisor /proc/cpuinfo
grep -qs -e '/docker[-/]' -e '/lxc/' /proc/1/cgroup && echo cgroup || echo
if [ -e /dev/kvm ]; then echo kvm; else echo; fi
grep -qs '^kvm ' /proc/modules && echo module || echo
grep -c 'QEMU' /proc/cpuinfo
