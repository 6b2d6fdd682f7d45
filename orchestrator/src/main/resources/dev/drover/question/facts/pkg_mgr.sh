for f in /usr/bin/dnf5 /usr/bin/dnf-3 /usr/bin/dnf /usr/bin/microdnf /usr/bin/yum /usr/bin/apt-get /usr/bin/zypper /sbin/apk /usr/sbin/apk /usr/bin/pacman /usr/bin/emerge /usr/bin/xbps-install /usr/bin/opkg /bin/opkg; do
  [ -e $f ] && echo $f
done
