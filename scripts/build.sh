#!/usr/bin/env bash
# Builds dist/: the command line and the action, and the parts that both load. `--check` compares instead of writing.
set -euo pipefail
cd "$(dirname "$0")/.."
out=dist
if [ "${1:-}" = --check ]; then out=$(mktemp -d); fi
trap 'rm -rf lib; [ "$out" = dist ] || rm -rf "$out"' EXIT
rm -rf lib
node_modules/.bin/tsc --project tsconfig.build.json
node scripts/bundle.mjs lib "$out"
if [ "$out" != dist ]; then
  diff --recursive --brief dist "$out" || { echo "dist/ is not what the sources build: run \`npm run build\` and commit dist/." >&2; exit 1; }
fi
