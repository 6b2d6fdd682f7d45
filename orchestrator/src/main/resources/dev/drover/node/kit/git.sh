# dr_git_look DEST REPO REMOTE WANTED: four lines: the commit, the branch, the remote's address, 1 where the working tree was changed;
# then, where WANTED, what the remote has. The program is in dr_git.
dr_git_look() {
  command -v "$dr_git" >/dev/null || { echo 'the node has no git' >&2; return 1; }
  dr_dirty=
  if dr_at=$("$dr_git" -C "$1" rev-parse --verify -q HEAD 2>/dev/null) && { [ -e "$1/.git" ] || [ -e "$1/HEAD" ]; }; then
    [ ! -e "$1/.git" ] || [ -z "$("$dr_git" -C "$1" status --porcelain --untracked-files=no)" ] || dr_dirty=1
    printf '%s\n%s\n%s\n%s\n' "$dr_at" "$("$dr_git" -C "$1" symbolic-ref -q --short HEAD)" \
      "$("$dr_git" -C "$1" config --get "remote.$3.url")" "$dr_dirty"
  else
    printf '\n\n\n\n'
  fi
  [ -n "$4" ] || return 0
  "$dr_git" ls-remote --symref -- "$2"
}

# dr_git_clone, dr_git_update DEST REPO REMOTE KIND VERSION DEPTH BARE SINGLE RECURSIVE TRACK FORCE REFSPEC REFERENCE VERIFY KEYS:
# KIND is branch, tag, head or commit. The last line that they write is the commit.
dr_git_clone() {
  dr_dest=$1 dr_repo=$2 dr_remote=$3 dr_kind=$4 dr_version=$5 dr_depth=$6 dr_bare=$7 dr_single=$8
  shift 8
  dr_recursive=$1 dr_track=$2 dr_force=$3 dr_refspec=$4 dr_reference=$5 dr_verify=$6 dr_keys=$7
  dr_parent "$dr_dest"
  mkdir -p -- "$dr_dir" || return
  set -- clone -q
  case $dr_kind in
    branch | tag)
      [ -n "$dr_bare" ] || set -- "$@" --branch "$dr_version"
      [ -z "$dr_depth" ] || set -- "$@" --depth "$dr_depth"
      [ -z "$dr_single" ] || set -- "$@" --single-branch
      ;;
    head)
      [ -z "$dr_depth" ] || set -- "$@" --depth "$dr_depth"
      ;;
  esac
  if [ -n "$dr_bare" ]; then set -- "$@" --bare; else set -- "$@" --origin "$dr_remote"; fi
  [ -z "$dr_reference" ] || set -- "$@" --reference "$dr_reference"
  "$dr_git" -c advice.detachedHead=false "$@" -- "$dr_repo" "$dr_dest" >&2 || return
  if [ -n "$dr_bare" ]; then
    "$dr_git" -C "$dr_dest" config "remote.$dr_remote.url" "$dr_repo" || return
  fi
  dr_git_refspec && dr_git_ended
}

dr_git_update() {
  dr_dest=$1 dr_repo=$2 dr_remote=$3 dr_kind=$4 dr_version=$5 dr_depth=$6 dr_bare=$7 dr_single=$8
  shift 8
  dr_recursive=$1 dr_track=$2 dr_force=$3 dr_refspec=$4 dr_reference=$5 dr_verify=$6 dr_keys=$7
  "$dr_git" -C "$dr_dest" config "remote.$dr_remote.url" "$dr_repo" || return
  if [ -n "$dr_bare" ]; then
    "$dr_git" -C "$dr_dest" fetch -q -f "$dr_remote" '+refs/heads/*:refs/heads/*' '+refs/tags/*:refs/tags/*' >&2 || return
    dr_git_refspec && dr_git_ended
    return
  fi
  [ -z "$dr_force" ] || "$dr_git" -C "$dr_dest" reset -q --hard HEAD >&2 || return
  case ${dr_depth:+shallow-}$dr_kind in
    shallow-branch)
      "$dr_git" -C "$dr_dest" fetch -q -f --depth "$dr_depth" "$dr_remote" "+refs/heads/$dr_version:refs/remotes/$dr_remote/$dr_version"
      ;;
    shallow-tag) "$dr_git" -C "$dr_dest" fetch -q -f --depth "$dr_depth" "$dr_remote" "+refs/tags/$dr_version:refs/tags/$dr_version" ;;
    *)
      "$dr_git" -C "$dr_dest" fetch -q -f --tags "$dr_remote" \
        "+refs/heads/*:refs/remotes/$dr_remote/*"
      ;;
  esac >&2 || return
  dr_git_refspec && dr_git_ended
}

dr_git_refspec() {
  [ -z "$dr_refspec" ] || "$dr_git" -C "$dr_dest" fetch -q -f "$dr_remote" "$dr_refspec" >&2
}

# what is common to both: checks out, verifies, says where it is
dr_git_ended() {
  if [ -z "$dr_bare" ]; then
    dr_git_checkout >&2 || return
    if [ -n "$dr_recursive" ] && [ -e "$dr_dest/.gitmodules" ]; then
      "$dr_git" -C "$dr_dest" submodule -q sync --recursive >&2 || return
      "$dr_git" -C "$dr_dest" submodule -q update --init --recursive --force ${dr_track:+--remote} >&2 || return
    fi
  fi
  [ -z "$dr_verify" ] || dr_git_verified || return
  "$dr_git" -C "$dr_dest" rev-parse --verify HEAD
}

dr_git_checkout() {
  case $dr_kind in
    branch)
      if "$dr_git" -C "$dr_dest" show-ref -q --verify "refs/heads/$dr_version"; then
        "$dr_git" -C "$dr_dest" checkout -q -f "$dr_version" --
      else
        "$dr_git" -C "$dr_dest" checkout -q -f --track -b "$dr_version" "$dr_remote/$dr_version" --
      fi && "$dr_git" -C "$dr_dest" reset -q --hard "refs/remotes/$dr_remote/$dr_version" --
      ;;
    head) "$dr_git" -C "$dr_dest" reset -q --hard FETCH_HEAD -- 2>/dev/null || : ;;
    *)
      "$dr_git" -C "$dr_dest" -c advice.detachedHead=false checkout -q -f "$dr_version" -- || {
        echo "Failed to checkout $dr_version"
        return 1
      }
      ;;
  esac
}

dr_git_verified() {
  dr_what=commit
  [ "$dr_kind" != tag ] || [ "$("$dr_git" -C "$dr_dest" cat-file -t "$dr_version")" != tag ] || dr_what=tag
  [ "$dr_what" = tag ] || dr_version=HEAD
  dr_said=$("$dr_git" -C "$dr_dest" "verify-$dr_what" --raw "$dr_version" 2>&1) || {
    echo "Failed to verify GPG signature of commit/tag \"$dr_version\"" >&2
    return 1
  }
  [ -n "$dr_keys" ] || return 0
  for dr_key in $dr_keys; do
    case $dr_said in *"VALIDSIG"*"$dr_key"*) return 0 ;; esac
  done
  echo "the signature of $dr_version is of none of the keys that gpg_allowlist names" >&2
  return 1
}
