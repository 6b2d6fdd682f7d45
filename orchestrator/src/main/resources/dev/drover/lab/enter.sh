# enter.sh - a command inside a node, as root. Arguments: GROUPS(one a line) PID TERM COMMAND..
# It joins the supervisor's cgroups first, else `stop` would miss it. The bounding set is cut because nsenter keeps the machine's
# capabilities: one `date -s` or `insmod` inside would change the machine.
set -eu
groups=$1 pid=$2 term=$3
shift 3
for g in $groups; do echo $$ >"$g/cgroup.procs"; done
exec setpriv --bounding-set=-sys_time,-sys_module,-sys_rawio,-syslog,-mac_admin,-mac_override,-bpf,-perfmon \
  nsenter -t "$pid" -m -u -i -n -p -r -w env -i TERM="$term" HOME=/root \
  PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin "$@"
