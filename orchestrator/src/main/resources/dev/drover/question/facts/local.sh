for f in "${fact_path:-/etc/ansible/facts.d}"/*.fact; do
  [ -f "$f" ] || continue
  printf '%s\001' "${f##*/}"
  if [ -x "$f" ]; then
    "$f" 2>&1 && printf '\0010\002' || printf '\001%s\002' $?
  else
    cat "$f" && printf '\0010\002'
  fi
done
