#!/usr/bin/env bash
# Installs the packages of web/package-lock.json into web/node_modules, unless they are there already.
# Only tests and `make vendor` need them; building and running heed does not.
set -euo pipefail
cd "$(dirname "$0")/../../web"

mark=node_modules/.installed-from
if [ -f "$mark" ] && cmp -s "$mark" package-lock.json; then
  exit 0
fi
if ! command -v npm >/dev/null; then
  echo "npm is needed for the accessibility tests and for make vendor: install Node.js 20 or later" >&2
  exit 1
fi
npm ci --ignore-scripts --no-audit --no-fund
cp package-lock.json "$mark"
