#!/usr/bin/env bash
# Everything, as `make test` and CI run it: first what is needed, then what can be said without running the code, then
# the race detector, and last `go test ./...`, so that its lines are the last ones. A failure stops nothing, so that one
# run tells all there is to mend.
set -uo pipefail
cd "$(dirname "$0")/../.."

failed=()
step() { # step NAME COMMAND...
  local from=$SECONDS
  echo "=== $1"
  "${@:2}" || failed+=("$1")
  echo "=== $1: $((SECONDS - from)) s"
}

step "prepare" internal/tools/prepare.sh
if [ ${#failed[@]} -gt 0 ]; then exit 1; fi
step "lint" internal/tools/lint.sh
step "race" internal/tools/race.sh

echo "=== test"
go test -timeout=17m ./... || failed+=("test")

if [ ${#failed[@]} -gt 0 ]; then
  printf 'FAILED: %s\n' "${failed[*]}" >&2
  exit 1
fi
