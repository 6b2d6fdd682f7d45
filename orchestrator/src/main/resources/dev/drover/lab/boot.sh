# boot.sh - one boot of a node, in a fresh network namespace: sysctls and firewall rules do not survive a reboot.
# Open on 7: the machine's network namespace. Arguments: NODE CABLE BRIDGE ADDRESS MAC GATEWAY UUID INIT
set -eu
node=$1 cable=$2 bridge=$3 address=$4 mac=$5 gateway=$6 uuid=$7 init=$8
machine() { nsenter --net=/proc/self/fd/7 "$@"; }
machine ip link del "$cable" 2>/dev/null || :
{
  echo "link add $cable up type veth peer name eth0 address $mac netns $$"
  [ -e cut ] || echo "link set $cable master $bridge"
} | machine ip -batch -
ip -batch - <<I
link set lo up
addr add $address/24 dev eth0
link set eth0 up
route add default via $gateway
I
export SYSTEMD_NSPAWN_LOCK=0 SYSTEMD_NSPAWN_TMPFS_TMP=0 SYSTEMD_NSPAWN_API_VFS_WRITABLE=network
exec systemd-nspawn -q -D "$PWD/root" --machine="$node" --network-namespace-path=/proc/self/ns/net --keep-unit --register=no \
  --uuid="$uuid" --resolv-conf=off --timezone=off --link-journal=no --capability=CAP_NET_ADMIN --system-call-filter=@keyring \
  "$init" 7<&-
