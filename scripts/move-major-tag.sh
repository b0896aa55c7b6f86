#!/usr/bin/env bash
# Moves the tag of a major version (v0) to a release (v0.3.1) on origin, unless a later release of that major is there: `uses: remap-ready/remap-ready@v0`.
set -euo pipefail
tag=${1:?usage: scripts/move-major-tag.sh vX.Y.Z}
[[ $tag =~ ^v[0-9]+\.[0-9]+\.[0-9]+$ ]] || { echo "$tag is not vX.Y.Z" >&2; exit 2; }
major=${tag%%.*}
newest=$(git ls-remote --refs origin "refs/tags/$major.*" | sed 's|.*refs/tags/||' | grep -E '^v[0-9]+\.[0-9]+\.[0-9]+$' | sort --version-sort | tail -n 1)
if [ "$newest" != "$tag" ]; then
  echo "$major stays where it is: $newest is later than $tag"
  exit 0
fi
git push --quiet --force origin "$(git rev-parse "$tag^{commit}"):refs/tags/$major"
echo "$major is $tag"
