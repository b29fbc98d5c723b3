#!/usr/bin/env bash
# Everything that can be said about the code without running it. All of it is said before it fails.
set -uo pipefail
cd "$(dirname "$0")/../.."

failed=()
check() { # check NAME COMMAND...
  echo "--- $1"
  "${@:2}" || failed+=("$1")
}

formatted() {
  local files
  files=$(gofmt -l cmd internal seed policies web 2>/dev/null)
  [ -z "$files" ] || { echo "gofmt these: $files" >&2; return 1; }
}

# finished fails on words that say something was left for later, and on tests that step aside.
finished() {
  ! grep -rnE '\b(TODO|FIXME|XXX)\b|\b[tb]\.Skip' \
    --include='*.go' --include='*.templ' --include='*.sql' --include='*.yaml' --exclude-dir=node_modules \
    cmd internal seed policies web 2>/dev/null
}

vendored() {
  if ! command -v npm >/dev/null && [ "${CI:-}" != true ]; then
    echo "NOT CHECKED: web/static/vendor against web/package-lock.json, since there is no npm" >&2
    return 0
  fi
  internal/tools/vendor.sh --check
}

check "generated files" internal/tools/check-generated.sh
check "third-party files" vendored
check "gofmt" formatted
check "nothing left for later" finished
check "go vet" go vet ./...
check "staticcheck" go run -modfile=internal/tools/go.mod honnef.co/go/tools/cmd/staticcheck ./...

if [ ${#failed[@]} -gt 0 ]; then
  printf 'lint failed: %s\n' "${failed[@]}" >&2
  exit 1
fi
