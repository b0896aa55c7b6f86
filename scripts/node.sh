#!/usr/bin/env bash
# Puts a Node major beside the checkout (git-ignored) from the npm registry: entry tests run the bundles on it too.
set -euo pipefail
cd "$(dirname "$0")/.."
major=${1:?usage: scripts/node.sh MAJOR}
folder=.engines/node$major
binary=$folder/node_modules/node/bin/node
[ -x "$binary" ] && exec "$binary" --version
mkdir -p "$folder"
npm install --prefix "$folder" --no-save --no-audit --no-fund --loglevel=error "node@$major" >/dev/null
exec "$binary" --version
