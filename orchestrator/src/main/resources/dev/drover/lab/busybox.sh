# busybox.sh - a node without bash, coreutils, Python and systemd: busybox (init, sh, all tools), dropbear, sudo.
# Made of Debian packages from the machine's own apt sources. Argument: DIR
set -eu
packages="busybox-static dropbear-bin libtomcrypt1 libtommath1 libgmp10 libcrypt1 zlib1g libc6 libgcc-s1
  sudo libpam0g libpam-modules libaudit1 libcap-ng0 libselinux1 libpcre2-8-0"
dir=$1
work=$1.work
rm -rf --one-file-system "$dir" "$work"
mkdir -p "$work/debs" "$work/x" "$dir"
# shellcheck disable=SC2086
(cd "$work/debs" && apt-get -q -o APT::Sandbox::User=root download $packages)
for d in "$work"/debs/*.deb; do dpkg-deb -x "$d" "$work/x"; done
cd "$dir"
mkdir -p bin sbin usr/bin usr/sbin usr/local/sbin etc/ssh etc/dropbear etc/pam.d etc/sudoers.d dev proc sys run tmp root home \
  var/log var/lib var/tmp var/run
x=$work/x
chmod 1777 tmp var/tmp; chmod 700 root
cp -a "$x/lib" "$x/lib64" . ; cp -a $x/usr/lib $x/usr/libexec usr/; cp -a $x/bin/busybox bin/; cp -a "$x/usr/bin/sudo" "$x/usr/bin/dropbearconvert" "$x/usr/bin/dropbearkey" usr/bin/
cp -a $x/usr/sbin/dropbear usr/sbin/; cp -a $x/etc/sudo.conf etc/
rm -rf usr/lib/{systemd,tmpfiles.d} lib/systemd
for a in $(bin/busybox --list); do [ "$a" = busybox ] || [ -e "usr/bin/$a" ] || ln -s /bin/busybox "bin/$a"; done
ln -s /bin/busybox sbin/init; ln -s /bin/busybox usr/bin/env
printf 'root:x:0:0::/root:/bin/sh\ndeploy:x:1000:1000::/home/deploy:/bin/sh\nops:x:1001:1001::/home/ops:/bin/sh\nnobody:x:65534:65534::/:/bin/false\n' >etc/passwd
printf 'root:x:0:\nsudo:x:27:ops\ndeploy:x:1000:\nops:x:1001:\nnogroup:x:65534:\n' >etc/group
printf 'root:*:19000::::::\ndeploy:*:19000::::::\nops:%s:19000::::::\n' "$(openssl passwd -6 ops-lab)" >etc/shadow; chmod 600 etc/shadow
printf 'root ALL=(ALL:ALL) ALL\ndeploy ALL=(ALL:ALL) NOPASSWD: ALL\n%%sudo ALL=(ALL:ALL) ALL\n' >etc/sudoers; chmod 440 etc/sudoers
printf 'auth required pam_unix.so\naccount required pam_unix.so\nsession required pam_unix.so\n' | tee etc/pam.d/sudo >etc/pam.d/other
printf '/bin/sh\n' >etc/shells; printf 'NAME="busybox"\nID=busybox\nPRETTY_NAME="busybox node"\n' >etc/os-release; mkdir -p usr/lib; cp etc/os-release usr/lib/os-release
install -d -o 1000 -g 1000 home/deploy; install -d -o 1001 -g 1001 home/ops
cat >etc/inittab <<'E'
::sysinit:/bin/hostname -F /etc/hostname
::sysinit:/usr/bin/dropbearconvert openssh dropbear /etc/ssh/ssh_host_ed25519_key /etc/dropbear/key
::respawn:/usr/sbin/dropbear -F -E -j -k -r /etc/dropbear/key
::respawn:/bin/syslogd -n -O /var/log/messages
E
printf '#!/bin/sh\nexec /sbin/init\n' >sbin/drover-init; chmod 755 sbin/drover-init
for f in bash python3 coreutils perl systemctl; do
  [ -z "$(find . -name "$f" -print -quit)" ] || { echo "$f got into the busybox image" >&2; exit 1; }
done
cd /
rm -rf --one-file-system "$work"
