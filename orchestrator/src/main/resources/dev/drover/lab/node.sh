# node.sh - the supervisor of one node, in a mount namespace of its own: nothing of it shows outside, all of it goes when it dies.
# Reads "go" from its input once it has been put into its cgroup; without that (its maker was killed) it ends at once.
# Arguments: BOOT(text of boot.sh) GROUPS(the node's directory in each hierarchy, one a line) DIR LOWER DISK SEED KEY, then boot.sh's own
set -eu
boot=$1 groups=$2 dir=$3 lower=$4 size=$5 seed=$6 key=$7
shift 7
read -r go && [ "$go" = go ]
exec </dev/null 7</proc/self/ns/net # the machine's network, for the other end of the cable
cd "$dir"
mkdir -p /run/systemd/nspawn disk root
mount -t tmpfs -o size=256k tmpfs /run/systemd/nspawn # else nodes that boot at once collide
if [ -n "$size" ]; then
  [ -e disk.img ] || { truncate -s "$size" disk.img && mkfs.ext4 -q disk.img; }
  mount -o loop disk.img disk
fi
mkdir -p disk/upper disk/work
rm -rf disk/work/work/incompat
mount -t overlay overlay -o "volatile,lowerdir=$lower,upperdir=disk/upper,workdir=disk/work" root
if [ ! -e provisioned ]; then
  cp -a "$seed/." root/
  echo "$1" >root/etc/hostname
  cp -p "$key" root/etc/ssh/ssh_host_ed25519_key
  cp -p "$key.pub" root/etc/ssh/ssh_host_ed25519_key.pub
  : >provisioned
fi
# A fresh cgroup for each boot: cgroup2 lets no process into one that has had children. $1: the group
fresh() {
  find "$1" -depth -type d -exec rmdir {} + 2>/dev/null || :
  mkdir -p "$1"
  top=${1%/*}
  if [ -e "$top/cgroup.subtree_control" ]; then
    for k in cpu memory pids io; do
      echo "+$k" >"${top%/*}/cgroup.subtree_control" || :
      echo "+$k" >"$top/cgroup.subtree_control" || :
    done
  elif [ -e "$top/cpu.rt_runtime_us" ]; then # else SCHED_FIFO is refused
    echo 200000 >"$top/cpu.rt_runtime_us" || :
    echo 1000 >"$1/cpu.rt_runtime_us" || :
  elif [ -e "$top/cpuset.cpus" ]; then
    for k in cpus mems; do
      cat "${top%/*}/cpuset.$k" >"$top/cpuset.$k" || :
      cat "$top/cpuset.$k" >"$1/cpuset.$k" || :
    done
  fi
} 2>/dev/null
status=133
while [ $status = 133 ]; do # 133: the node asked for a reboot
  pids=$(for g in $groups; do find "$g" -name cgroup.procs -exec cat {} + 2>/dev/null || :; done | sort -un)
  while [ -n "$pids" ]; do
    kill -9 $pids 2>/dev/null || :
    sleep 0.02
    pids=$(for g in $groups; do find "$g" -name cgroup.procs -exec cat {} + 2>/dev/null || :; done | sort -un)
  done
  for g in $groups; do fresh "$g"; done
  status=0
  sh -c 'for g in $1; do echo $$ >"$g/cgroup.procs" || exit 1; done
    shift
    boot=$1
    shift
    exec unshare --net sh -c "$boot" boot "$@"' join "$groups" "$boot" "$@" || status=$?
done
