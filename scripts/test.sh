#!/usr/bin/env bash
# Everything that keeps main green, from a bare checkout: packages, engines, then every check there is.
# In CI what cannot be obtained is a failure, and so is a test that is skipped for a reason that test/support/skips.ts does not bear there.
set -uo pipefail
cd "$(dirname "$0")/.."
export NO_COLOR=1
reports=$(mktemp -d)
trap 'rm -rf "$reports"' EXIT
passed=0 failed=0 skipped=0
broken=()

fail() { # fail NAME
  failed=$((failed + 1))
  broken+=("$1")
}

step() { # step NAME COMMAND… : one check that passes or fails as a whole
  local name=$1 started=$SECONDS
  shift
  printf '\n== %s\n' "$name"
  if "$@"; then passed=$((passed + 1)); else fail "$name"; fi
  printf '== %s: %ss\n' "$name" $((SECONDS - started))
}

obtain() { # obtain NAME COMMAND… : something that tests need; without it they say that they are skipped, and in CI that is a failure
  local name=$1
  shift
  if "$@"; then return; fi
  printf '%s could not be obtained; the tests that need it are skipped.\n' "$name"
  if [ -n "${CI:-}" ]; then fail "$name could not be obtained"; fi
}

suite() { # suite NAME VITEST-ARGUMENTS… : tests that are counted one by one, see test/support/tally.ts
  local name=$1 tally=$reports/$1 started=$SECONDS ok bad left
  shift
  printf '\n== %s\n' "$name"
  REMAP_READY_TALLY=$tally npx --no-install vitest run "$@"
  local status=$?
  ok=$(count '^passed ' "$tally") bad=$(count '^failed ' "$tally")
  left=$(grep -c '^skipped ' "$tally")
  # A skip that is not borne counts as the failure it is.
  bad=$((bad + $(grep -c '^unborne ' "$tally")))
  if [ "$status" -ne 0 ] && [ "$bad" -eq 0 ]; then bad=1; fi
  passed=$((passed + ok)) failed=$((failed + bad)) skipped=$((skipped + left))
  [ "$bad" -eq 0 ] || broken+=("$name")
  if [[ $name =~ ^(live|machine)$ ]] && [ -n "${CI:-}" ] && [ "$ok" -eq 0 ]; then
    echo "Every test of this suite was skipped. In CI that is a failure: nothing was shown on a real engine."
    fail "$name tests all skipped"
  fi
  printf '== %s: %ss\n' "$name" $((SECONDS - started))
}

count() { # count PATTERN FILE : the number that stands after the pattern, 0 where the file is missing
  local number
  number=$(grep "$1" "$2" 2>/dev/null | cut -d ' ' -f 2)
  echo "${number:-0}"
}

obtain "a program of the system" bash scripts/system.sh
if [ ! -d node_modules ] || [ package-lock.json -nt node_modules/.package-lock.json ]; then
  npm ci --no-audit --no-fund || exit 1
fi
obtain "an engine" bash scripts/engines.sh default
obtain "the outside judges (SARIF, workflows, local runner)" bash scripts/tools.sh
obtain "Node 24" bash scripts/node.sh 24

step types npx --no-install tsc --noEmit
step lint npx --no-install biome ci --error-on-warnings .
step unused npx --no-install knip
suite unit --exclude 'test/live/**' --exclude 'test/entry/**'
# These wait for containers more than they compute.
suite live test/live --exclude 'test/live/machine/**' --maxWorkers=4
# Snapshots of the whole machine tell what these leave: two at once would see each other's mounts and links.
suite machine test/live/machine --no-file-parallelism
step dist bash scripts/build.sh --check
suite entry test/entry

if grep -qh '^skipped ' "$reports"/* 2>/dev/null; then
  printf '\nSkipped:\n'
  grep -h '^skipped ' "$reports"/* | sed 's/^skipped /- /'
fi
if grep -qh '^unborne ' "$reports"/* 2>/dev/null; then
  printf '\nSkipped for a reason that CI does not bear, each a failure:\n'
  grep -h '^unborne ' "$reports"/* | sed 's/^unborne /- /'
fi
if [ "$failed" -gt 0 ]; then
  printf '\nFailed: %s\n' "$(IFS=,; echo "${broken[*]}")"
fi
printf '\n%d passed, %d failed, %d skipped\n' "$passed" "$failed" "$skipped"
[ "$failed" -eq 0 ]
