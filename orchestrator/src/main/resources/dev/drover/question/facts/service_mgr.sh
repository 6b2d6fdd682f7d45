cat /proc/1/comm 2>/dev/null
readlink /proc/1/exe 2>/dev/null || readlink -f /sbin/init 2>/dev/null || echo
[ -d /run/systemd/system ] && echo systemd
[ -e /run/openrc ] && echo openrc
[ -e /sbin/initctl ] && [ -d /etc/init ] && echo upstart
[ -d /etc/init.d ] && echo sysvinit
:
