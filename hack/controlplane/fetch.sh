#!/usr/bin/env bash
# Puts kube-apiserver, kube-controller-manager, kubectl and etcd into a per-user cache and prints that directory.
# Order: already there, official download checked against its published SHA-256, built from Go modules.
set -euo pipefail

kubernetes=1.34.0
etcd=3.6.16
here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
os=$(uname -s | tr '[:upper:]' '[:lower:]')
case "$(uname -m)" in
  x86_64) arch=amd64 ;;
  aarch64 | arm64) arch=arm64 ;;
  *) echo "fetch.sh: no control plane for $(uname -m)" >&2; exit 1 ;;
esac
target=${CONTROL_PLANE_DIR:-${XDG_CACHE_HOME:-$HOME/.cache}/azure-batch-operator/control-plane/$kubernetes-$os-$arch}
mkdir -p "$target"

# One fetch at a time: two builds side by side would do the same work twice.
exec 9>"$target/.lock"
flock 9

say() { echo "control plane: $*" >&2; }

place() { # place NAME FILE: a rename inside one file system, so a broken build is never found by the next run
  chmod 0755 "$2"
  mv -f "$2" "$target/$1"
}

download_kubernetes() {
  local name=$1 base="https://dl.k8s.io/release/v$kubernetes/bin/$os/$arch/$1" file="$target/.$1.download"
  curl -fsSL --connect-timeout 3 --max-time 300 -o "$file" "$base" 2>/dev/null || return 1
  local want
  want=$(curl -fsSL --connect-timeout 3 --max-time 30 "$base.sha256" 2>/dev/null) || return 1
  echo "$want  $file" | sha256sum -c --status || { say "$name: checksum differs, not used"; rm -f "$file"; return 1; }
  place "$name" "$file"
}

download_etcd() {
  [ "$os" = linux ] || return 1
  local name="etcd-v$etcd-$os-$arch" base="https://github.com/etcd-io/etcd/releases/download/v$etcd" dir
  dir=$(mktemp -d "$target/.etcd.XXXXXX")
  (
    cd "$dir"
    curl -fsSL --connect-timeout 3 --max-time 300 -O "$base/$name.tar.gz" &&
      curl -fsSL --connect-timeout 3 --max-time 30 -O "$base/SHA256SUMS" &&
      sha256sum -c --status --ignore-missing SHA256SUMS &&
      tar xzf "$name.tar.gz"
  ) 2>/dev/null || { rm -rf "$dir"; return 1; }
  place etcd "$dir/$name/etcd"
  rm -rf "$dir"
}

build() { # build MODULE PACKAGE NAME [LDFLAGS]
  command -v go >/dev/null || { say "$3 can not be downloaded here and Go is not installed: install Go 1.24 or newer"; exit 1; }
  say "building $3 from its Go module (minutes, once)"
  local file="$target/.$3.build"
  (cd "$here/$1" && CGO_ENABLED=0 go build -trimpath -ldflags "-s -w ${4:-}" -o "$file" "$2") >&2
  place "$3" "$file"
}

# Without these flags the server reports v0.0.0 and clients misjudge it.
v=k8s.io/component-base/version
IFS=. read -r major minor _ <<<"$kubernetes"
stamp="-X $v.gitVersion=v$kubernetes -X $v.gitMajor=$major -X $v.gitMinor=$minor -X $v.gitTreeState=clean"

online=yes
for name in kube-apiserver kube-controller-manager kubectl; do
  [ -x "$target/$name" ] && continue
  if [ $online = yes ] && download_kubernetes "$name"; then continue; fi
  online=no
  build kubernetes "k8s.io/kubernetes/cmd/$name" "$name" "$stamp"
done
if [ ! -x "$target/etcd" ]; then
  { [ $online = yes ] && download_etcd; } || build etcd go.etcd.io/etcd/server/v3 etcd
fi
echo "$target"
