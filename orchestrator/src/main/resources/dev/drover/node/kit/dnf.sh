# dr_rpm UPDATES OPTIONS NAME...: for each name a line: there, missing, or with UPDATES outdated, and the name. Something that is no name
# of a package (a group, a pattern, an address) is missing: dnf itself tells.
dr_rpm() {
  command -v rpm >/dev/null || { echo 'the node has no rpm, so it is none of the RHEL family' >&2; return 1; }
  dr_new=
  dr_updates=$1 dr_options=$2
  shift 2
  if [ -n "$dr_updates" ]; then
    dr_dnf '' -q $dr_options check-update >/dev/null 2>&1
    dr_rc=$?
    [ $dr_rc = 0 ] || [ $dr_rc = 100 ] || { dr_dnf '' -q $dr_options check-update >/dev/null; return $dr_rc; }
  fi
  for dr_p do
    case $dr_p in
      *://* | @* | *[*?[]*) dr_is=missing ;;
      */*.rpm)
        if dr_full=$(rpm -qp --nosignature -- "$dr_p" 2>/dev/null) && rpm -q -- "$dr_full" >/dev/null 2>&1; then dr_is=there; else dr_is=missing; fi
        ;;
      *)
        if rpm -q -- "$dr_p" >/dev/null 2>&1 || rpm -q --whatprovides -- "$dr_p" >/dev/null 2>&1; then dr_is=there; else dr_is=missing; fi
        ;;
    esac
    if [ "$dr_is" = there ] && [ -n "$dr_updates" ]; then
      dr_dnf '' -q $dr_options check-update "$dr_p" >/dev/null 2>&1
      [ $? != 100 ] || dr_is=outdated
    fi
    printf '%s %s\n' $dr_is "$dr_p"
  done
}

# dr_dnf FRESH WORD...: dnf, or yum where there is none; with FRESH its package lists are fetched first.
dr_dnf() {
  if command -v dnf >/dev/null; then
    dr_dnf=dnf
  elif command -v yum >/dev/null; then
    dr_dnf=yum
  else
    echo 'the node has neither dnf nor yum' >&2
    return 1
  fi
  dr_fresh=$1
  shift
  if [ -n "$dr_fresh" ]; then $dr_dnf -q -y makecache >&2 || return; fi
  $dr_dnf "$@" </dev/null
}
