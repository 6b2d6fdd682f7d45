if command -v lsb_release >/dev/null; then lsb_release -a 2>/dev/null; else cat /etc/lsb-release 2>/dev/null; fi
:
