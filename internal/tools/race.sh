#!/usr/bin/env bash
# The race detector on the packages where goroutines meet. It needs cgo, and so a C compiler.
set -euo pipefail
cd "$(dirname "$0")/../.."

if ! command -v gcc >/dev/null; then
  echo "NOT DONE: the race detector, since there is no C compiler (on Debian: apt-get install gcc libc6-dev)" >&2
  [ "${CI:-}" != true ] || exit 1
  exit 0
fi
# A verb starts no goroutine. What can meet there is two people at once, whom these tests bring together; all the others
# of app would take minutes to say nothing.
CGO_ENABLED=1 go test -race -vet=off -timeout=10m -run=AtTheSameMoment ./internal/app

packages=()
for package in store view job door; do
  [ ! -d "internal/$package" ] || packages+=("./internal/$package/...")
done
[ ${#packages[@]} -gt 0 ] || exit 0
CGO_ENABLED=1 go test -race -vet=off -timeout=10m "${packages[@]}"
