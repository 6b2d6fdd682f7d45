# layer.sh - packages installed over an image, as an overlay's upper directory. In a mount namespace of its own.
# Arguments: DIR BASE PACKAGE..
set -eu
dir=$1 base=$2
shift 2
mkdir -p "$dir" "$dir.work" "$dir.root"
mount -t overlay overlay -o "lowerdir=$base,upperdir=$dir,workdir=$dir.work" "$dir.root"
mount -t proc proc "$dir.root/proc"
mount -t tmpfs tmpfs "$dir.root/run"
mount --rbind /dev "$dir.root/dev"
cp -L /etc/resolv.conf "$dir.root/etc/"
printf '#!/bin/sh\nexit 101\n' >"$dir.root/usr/sbin/policy-rc.d"
chmod 755 "$dir.root/usr/sbin/policy-rc.d"
DEBIAN_FRONTEND=noninteractive chroot "$dir.root" sh -euc 'apt-get -q update
  apt-get -q install -y --no-install-recommends -- "$@"; apt-get clean
  rm -rf /var/lib/apt/lists/* /etc/resolv.conf /usr/sbin/policy-rc.d; touch /etc/.updated /var/.updated' sh "$@"
umount -R "$dir.root"
rm -rf --one-file-system "$dir.work" "$dir.root"
