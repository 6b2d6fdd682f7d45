# debian.sh - a Debian tree in DIR. Runs in a mount namespace of its own, so that a killed build leaves no mount.
# Arguments: DIR SUITE PACKAGES(comma separated) GUEST(text of guest.sh)
set -eu
dir=$1 suite=$2 packages=$3 guest=$4
# The machine's own sources for the suite; for another suite the same mirror.
sources() {
  apt-get indextargets --format 'deb $(REPO_URI) $(RELEASE) $(COMPONENT)' 'Created-By: Packages' 'Origin: Debian' | sort -u |
    awk -v s="$suite" '$3==s || $3==s"-updates" || $3==s"-security" {print; n++} $2~/debian\/$/ {m=$2}
      END {if (!n && m) print "deb", m, s, "main"}'
}
{
  echo 'Acquire::Languages "none"; Acquire::Check-Valid-Until "false";'
  apt-config dump | grep -E '^Acquire::https?::Proxy' || :
} >"$dir.conf"
if command -v mmdebstrap >/dev/null; then
  sources | mmdebstrap --verbose --mode=root --format=directory --variant=apt --include="$packages" --aptopt="$dir.conf" \
    --dpkgopt='path-exclude=/usr/share/doc/*' --dpkgopt='path-exclude=/usr/share/man/*' "$suite" "$dir" -
else
  debootstrap --variant=minbase --include="$packages" "$suite" "$dir" "$(sources | awk '$2~/debian\/$/ {print $2; exit}')"
  sources >"$dir/etc/apt/sources.list"
  cp "$dir.conf" "$dir/etc/apt/apt.conf.d/99lab"
  rm -rf "$dir"/var/lib/apt/lists/* "$dir"/var/cache/apt/*
fi
mkdir -p "$dir/usr/local/share/ca-certificates"
cp -a /usr/local/share/ca-certificates/. "$dir/usr/local/share/ca-certificates/"
echo 'Setting up certificates'
chroot "$dir" update-ca-certificates >/dev/null
printf '%s\n' "$guest" | chroot "$dir" /bin/sh -s
rm "$dir.conf"
