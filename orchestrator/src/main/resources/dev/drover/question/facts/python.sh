for p in python3 /usr/libexec/platform-python python; do
  if command -v $p >/dev/null; then
    $p -c 'import sys
v = sys.version_info
print(sys.executable, sys.implementation.name if hasattr(sys, "implementation") else "cpython", v[0], v[1], v[2], v[3], v[4])' && break
  fi
done
