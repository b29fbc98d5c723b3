#!/usr/bin/env bash
# Makes the third-party folder from the packages pinned in web/package-lock.json.
#
#   vendor.sh           rewrites web/static/vendor
#   vendor.sh --check   makes it in a temporary folder and fails when the committed one differs
set -euo pipefail
cd "$(dirname "$0")/../.."

kept=web/static/vendor/nhsuk-frontend
package=web/node_modules/nhsuk-frontend/dist/nhsuk

# build FOLDER: what the folder must hold, from the installed package.
build() {
  local into=$1 image
  mkdir -p "$into/assets/images"
  sed -e 's/@font-face{[^}]*}//g' \
    -e 's#url(/assets/#url(assets/#g' \
    -e 's#/\*\# sourceMappingURL=[^*]*\*/##' \
    "$package/nhsuk-frontend.min.css" >"$into/nhsuk-frontend.min.css"
  sed -e 's#//\# sourceMappingURL=.*$##' "$package/nhsuk-frontend.min.js" >"$into/nhsuk-frontend.min.js"
  grep -o 'url(assets/images/[^)]*)' "$into/nhsuk-frontend.min.css" | sort -u | sed 's/^url(//; s/)$//' |
    while read -r image; do cp "$package/$image" "$into/$image"; done
  if grep -E -o '(url\(|@import *["'\''])(https?:)?//[^)]*' "$into/nhsuk-frontend.min.css"; then
    echo "vendor: the stylesheet still names another host" >&2
    return 1
  fi
  cp "$kept/LICENSE" "$into/LICENSE"
}

internal/tools/npm.sh

fresh=$(mktemp -d)
trap 'rm -rf "$fresh"' EXIT
build "$fresh/nhsuk-frontend"

if [ "${1:-}" = --check ]; then
  if ! diff --recursive --brief "$fresh/nhsuk-frontend" "$kept"; then
    echo "vendor: $kept is not what web/package-lock.json pins; run: make vendor" >&2
    exit 1
  fi
  echo "vendor: $kept is what web/package-lock.json pins"
  exit 0
fi
find "$kept" -mindepth 1 ! -name LICENSE -delete
cp -r "$fresh/nhsuk-frontend/." "$kept/"
chmod -R u=rwX,go=rX "$kept"
