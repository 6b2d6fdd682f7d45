# guest.sh - makes a Debian tree a lab node. Run once per image, as root, by /bin/sh in the chroot of the tree.
set -eu
# ---- users: the lab's key opens root, deploy and ops; no password does
useradd --create-home --uid 1000 --shell /bin/bash deploy
useradd --create-home --uid 1001 --shell /bin/bash --groups sudo ops
echo 'deploy ALL=(ALL:ALL) NOPASSWD: ALL' >/etc/sudoers.d/deploy; chmod 440 /etc/sudoers.d/deploy
echo 'ops:ops-lab' | chpasswd                        # what sudo asks ops for: become with a password
# ---- sshd: Debian's settings (MaxStartups 10:30:100, MaxSessions 10), and the one host key that the lab lays in before the first boot
rm -f /etc/ssh/ssh_host_*
echo 'HostKey /etc/ssh/ssh_host_ed25519_key' >/etc/ssh/sshd_config.d/drover-lab.conf
# ---- identity: an empty machine-id is filled from nspawn's --uuid; a missing one would mean "first boot"
: >/etc/machine-id; rm -f /var/lib/dbus/machine-id /etc/hostname /etc/resolv.conf
touch /etc/.updated /var/.updated                    # newer than /usr: no ldconfig, sysusers, catalog run at the first boot
# ---- boot: the journal in memory, no login on a console, no timers that start by themselves in the middle of a test
mkdir -p /etc/systemd/journald.conf.d; printf '[Journal]\nStorage=volatile\nRuntimeMaxUse=16M\n' >/etc/systemd/journald.conf.d/drover-lab.conf
for u in console-getty.service getty-static.service systemd-remount-fs.service dev-hugepages.mount sshd-keygen.service \
  apt-daily.timer apt-daily-upgrade.timer dpkg-db-backup.timer e2scrub_all.timer fstrim.timer; do ln -sf /dev/null "/etc/systemd/system/$u"; done
# ---- PID 1
cat >/usr/local/sbin/drover-init <<'E'
#!/bin/sh
# cgroup v1: nspawn mounts the node's own controllers read-only; once writable, CPUQuota= and MemoryMax= work. (cgroup2: nothing to do)
for d in /sys/fs/cgroup/*/; do [ ! -e "$d/cgroup.procs" ] || mount -o remount,bind,rw "$d"; done 2>/dev/null
exec /lib/systemd/systemd SYSTEMD_CGROUP_ENABLE_LEGACY_FORCE=1   # an option on its "kernel command line": systemd 256/257 on cgroup v1
E
chmod 755 /usr/local/sbin/drover-init
