id -un; id -u; id -g
if command -v getent >/dev/null; then getent passwd "$(id -u)"; else awk -F: -v u="$(id -u)" '$3 == u' /etc/passwd; fi
id -ru; id -rg
