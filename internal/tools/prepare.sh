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

# quietly keeps a command's output to itself unless it fails.
quietly() {
  local log status=0
  log=$(mktemp)
  "$@" >"$log" 2>&1 || status=$?
  [ "$status" = 0 ] || tail -n 15 "$log" >&2
  rm -f "$log"
  return "$status"
}

updated=false lacking=()
need() { # need WHAT PACKAGE...: asks have_WHAT, installs the packages, asks again
  "have_$1" && return
  if may_install; then
    echo "installing ${*:2}"
    $updated || quietly "${root[@]}" apt-get update || true
    updated=true
    quietly "${root[@]}" env DEBIAN_FRONTEND=noninteractive \
      apt-get install -y --no-install-recommends "${@:2}" || true
  fi
  "have_$1" || lacking+=("$1")
}
need postgres postgresql
need chromium chromium chromium-sandbox fonts-liberation
need npm npm
need gcc gcc libc6-dev

if have_npm; then
  internal/tools/npm.sh || lacking+=("the packages of web/package-lock.json")
fi
if [ ${#lacking[@]} -gt 0 ]; then
  echo "COULD NOT GET: ${lacking[*]}. It takes a Debian-like machine and root, or sudo without a password." >&2
  echo "Tests that need them will fail; install them by hand." >&2
  [ "${CI:-}" != true ] || exit 1
fi
