#!/usr/bin/env bash
# Gets what the tests need onto a Debian-like machine: a PostgreSQL server, Chromium, a C compiler (for the race
# detector) and npm with the packages of web/package-lock.json. It installs only what is missing, only as root or with a
# sudo that asks no password, and says what it could not get. With CI=true that is a failure; without, the tests that need
# it will fail and say so themselves.
set -euo pipefail
cd "$(dirname "$0")/../.."

have_postgres() {
  [ -n "${TEST_DATABASE_URL:-}" ] || command -v initdb >/dev/null || compgen -G '/usr/lib/postgresql/*/bin/initdb' >/dev/null
}
have_chromium() { command -v chromium || command -v chromium-browser || command -v google-chrome; } >/dev/null
have_npm() { command -v npm >/dev/null; }
have_gcc() { command -v gcc >/dev/null; }

root=()
may_install() {
  command -v apt-get >/dev/null || return 1
  [ "$(id -u)" = 0 ] && return 0
  root=(sudo -n)
  "${root[@]}" true 2>/dev/null
}

missing=() packages=()
lacks() { # lacks WHAT PACKAGE...: asks have_WHAT
  "have_$1" && return
  missing+=("$1")
  packages+=("${@:2}")
}
lacks postgres postgresql
lacks chromium chromium fonts-liberation
lacks npm npm
lacks gcc gcc libc6-dev

if [ ${#missing[@]} -gt 0 ]; then
  if may_install; then
    echo "installing ${packages[*]}"
    log=$(mktemp)
    if ! { "${root[@]}" apt-get update &&
      "${root[@]}" env DEBIAN_FRONTEND=noninteractive apt-get install -y --no-install-recommends "${packages[@]}"; } >"$log" 2>&1; then
      tail -n 15 "$log" >&2
    fi
    rm -f "$log"
  else
    echo "this is no Debian-like machine that may be installed on (as root, or by sudo without a password)" >&2
  fi
fi

lacking=()
for thing in "${missing[@]}"; do
  "have_$thing" || lacking+=("$thing")
done
if have_npm; then
  internal/tools/npm.sh || lacking+=("the packages of web/package-lock.json")
fi
if [ ${#lacking[@]} -gt 0 ]; then
  echo "COULD NOT GET: ${lacking[*]}. Tests that need them will fail; install them by hand." >&2
  [ "${CI:-}" != true ] || exit 1
fi
