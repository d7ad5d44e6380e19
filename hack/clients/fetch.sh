#!/usr/bin/env bash
# Puts Azure's own clients into a per-user cache, each set of them in a Python environment of its own, and prints one line
# NAME=DIRECTORY for each: sdk, batch14, az, or those that are named. What is in them: sdk.txt, batch14.txt, az.txt.
# From nothing: about 2.5 minutes and 0.9 GB, most of it az; once for each change of these lists.
set -euo pipefail

here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
cache=${CLIENTS_DIR:-${XDG_CACHE_HOME:-$HOME/.cache}/azure-batch-operator/clients}
python=${PYTHON:-python3}

say() { echo "clients: $*" >&2; }

"$python" -c 'import sys, venv, ensurepip; sys.exit(sys.version_info < (3, 10))' 2>/dev/null ||
  { say "Python 3.10 or newer with its venv module is needed (on Debian the package python3-venv); PYTHON names another one"; exit 1; }
version=$("$python" -c 'import sys, sysconfig; print("%d.%d" % sys.version_info[:2], sysconfig.get_platform())')

mkdir -p "$cache"
# One fetch at a time: two side by side would do the same work twice.
exec 9>"$cache/.lock"
flock 9
# What an interrupted fetch left.
rm -rf "$cache"/.*.??????

fetch() { # fetch NAME: an environment of this name, these requirements and this Python; prints its directory
  local list="$here/$1.txt" key target part
  [ -f "$list" ] || { say "there is no client $1"; exit 1; }
  key=$({ cat "$list"; echo "$version"; } | sha256sum | cut -c1-12)
  target="$cache/$1-$key"
  if [ ! -d "$target" ]; then
    say "installing $1 (az takes minutes, once)"
    part=$(mktemp -d "$cache/.$1.XXXXXX")
    "$python" -m venv "$part" >&2
    "$part/bin/python" -m pip install --quiet --disable-pip-version-check --no-input -r "$list" >&2 ||
      { rm -rf "$part"; say "$1 can not be installed: see above"; exit 1; }
    # The environment moves, and the programs in it know where they were made; what starts by module does not mind.
    launcher "$part" "$1"
    mv -T "$part" "$target"
  fi
  echo "$1=$target"
}

launcher() { # launcher DIRECTORY NAME
  find "$1/bin" -mindepth 1 ! -type l -delete
  [ "$2" = az ] || return 0
  cat >"$1/bin/az" <<'AZ'
#!/usr/bin/env bash
exec "$(dirname "$(readlink -f "${BASH_SOURCE[0]}")")/python" -m azure.cli "$@"
AZ
  chmod 0755 "$1/bin/az"
}

if [ $# -eq 0 ]; then
  set -- sdk batch14 az
fi
for name; do
  fetch "$name"
done
