for f in /etc/os-release /etc/debian_version /etc/lsb-release /etc/redhat-release /etc/alpine-release; do
  if [ -r $f ]; then printf '%s\001' $f && cat $f && printf '\002'; fi
done
