#!/usr/bin/env bash
# Fails when a *_templ.go is not what templ makes of its .templ file. It compares before with after instead of
# asking git, so that it says the same in a working copy with changes, and puts nothing back.
set -euo pipefail
cd "$(dirname "$0")/../.."

fingerprint() { find web -name '*_templ.go' -not -path '*/node_modules/*' -print0 | sort -z | xargs -0 -r sha256sum; }

before=$(fingerprint)
make --no-print-directory --silent generate
after=$(fingerprint)
if [ "$before" != "$after" ]; then
  diff <(echo "$before") <(echo "$after") || true
  echo "generated files were out of date and are now written anew: commit them" >&2
  exit 1
fi
orphans=$(find web -name '*_templ.go' -not -path '*/node_modules/*' | while read -r f; do [ -f "${f%_templ.go}.templ" ] || echo "$f"; done)
if [ -n "$orphans" ]; then
  echo "generated files without a templ file: $orphans" >&2
  exit 1
fi
echo "generated files are up to date"
