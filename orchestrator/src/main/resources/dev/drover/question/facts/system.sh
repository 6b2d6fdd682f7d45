uname -s; uname -r; uname -v; uname -m; uname -n
getconf LONG_BIT 2>/dev/null || echo
hostname -f 2>/dev/null || echo
