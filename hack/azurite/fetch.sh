#!/usr/bin/env bash
# Puts Azurite, the blob store behind the simulator's blob listener, into a per-user cache and prints its command.
# The simulator looks for it there by itself.
set -euo pipefail

azurite=3.37.0
here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
cache=${XDG_CACHE_HOME:-$HOME/.cache}/azure-batch-operator/azurite
target=$cache/$azurite
command=$target/node_modules/.bin/azurite-blob
mkdir -p "$cache"

# One fetch at a time: two installations side by side would do the same work twice.
exec 9>"$cache/.lock"
flock 9

say() { echo "azurite: $*" >&2; }

if [ ! -x "$command" ]; then
  command -v npm >/dev/null || { say "npm is not installed: install Node.js 20 or newer"; exit 1; }
  say "installing $azurite (a minute, once)"
  # Installed beside and renamed into place, so a broken installation is never found by the next run.
  part=$(mktemp -d "$cache/.part.XXXXXX")
  trap 'rm -rf "$part"' EXIT
  cp "$here/package.json" "$here/package-lock.json" "$part/"
  # No scripts: what Azurite needs for blobs is plain JavaScript. npm says much about engines that does not matter here.
  if ! (cd "$part" && npm ci --ignore-scripts --omit=dev --no-audit --no-fund) >"$part/npm.log" 2>&1; then
    tail -n 20 "$part/npm.log" >&2
    say "npm could not install it: see above"
    exit 1
  fi
  chmod 0755 "$part"
  rm -rf "$target"
  mv "$part" "$target"
  trap - EXIT
fi
echo "$command"
