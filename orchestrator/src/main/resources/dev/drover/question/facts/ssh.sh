for t in dsa rsa ecdsa ed25519; do
  for d in /etc/ssh /etc/openssh /etc; do
    if [ -r $d/ssh_host_${t}_key.pub ]; then
      printf '%s ' $t
      cat $d/ssh_host_${t}_key.pub
      break
    fi
  done
done
