cat /etc/resolv.conf 2>/dev/null
:
