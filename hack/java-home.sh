#!/usr/bin/env bash
# Prints the home of a JDK 21 or newer: JAVA_HOME, else the one on PATH, else the newest in the usual places.
set -euo pipefail

major() { # major HOME: the feature release of a JDK, nothing for what is none
  [ -x "$1/bin/javac" ] && [ -r "$1/release" ] || return 0
  sed -n 's/^JAVA_VERSION="\([0-9]*\).*/\1/p' "$1/release"
}

fits() {
  local found
  found=$(major "$1")
  [ -n "$found" ] && [ "$found" -ge 21 ]
}

if [ -n "${JAVA_HOME:-}" ] && fits "$JAVA_HOME"; then
  echo "$JAVA_HOME"
  exit
fi

# The launcher on PATH is often a chain of links; Java itself knows its home, also where readlink -f is missing.
if command -v java >/dev/null 2>&1; then
  home=$(java -XshowSettings:properties -version 2>&1 | sed -n 's/^ *java\.home = //p' || true)
  if [ -n "$home" ] && fits "$home"; then
    echo "$home"
    exit
  fi
fi

newest='' best=20
for home in /usr/lib/jvm/* /usr/java/* /opt/java/* /opt/jdk* "$HOME"/.sdkman/candidates/java/* "$HOME"/.jdks/* \
  "$HOME"/.local/share/mise/installs/java/* "$HOME"/.asdf/installs/java/* \
  /Library/Java/JavaVirtualMachines/*/Contents/Home /opt/homebrew/opt/openjdk*/libexec/openjdk.jdk/Contents/Home; do
  found=$(major "$home")
  if [ -n "$found" ] && [ "$found" -gt "$best" ]; then
    newest=$home best=$found
  fi
done
if [ -n "$newest" ]; then
  echo "$newest"
  exit
fi

echo "java-home.sh: no JDK 21 or newer found. Install one (for example from https://adoptium.net) and set JAVA_HOME to it." >&2
exit 1
