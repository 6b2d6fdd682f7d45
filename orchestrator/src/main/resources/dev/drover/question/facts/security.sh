r() { v=; { read -r v <"$1"; } 2>/dev/null; printf '%s\n' "$v"; }
if [ -e /sys/fs/selinux/enforce ]; then echo enabled; else echo; fi
r /sys/fs/selinux/enforce
r /sys/fs/selinux/policyvers
sed -n 's/^SELINUX=//p' /etc/selinux/config 2>/dev/null | tail -n 1 | grep . || echo
sed -n 's/^SELINUXTYPE=//p' /etc/selinux/config 2>/dev/null | tail -n 1 | grep . || echo
if [ -d /sys/kernel/security/apparmor ]; then echo enabled; else echo; fi
r /proc/sys/crypto/fips_enabled
