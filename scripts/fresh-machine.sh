#!/usr/bin/env bash
# Runs `npm test` as CI does in a minimal Debian system that has Node, npm and git and nothing else, to see that it brings what it needs:
#   scripts/fresh-machine.sh [SUITE]     (default: the suite of this machine; its committed HEAD is tested)
# Needs root on Debian; installs debootstrap where it is missing. Node and npm are this machine's own, copied in; apt's archive, the registries of npm and pip and
# the certificates are those that this machine is set up with. The system has a mount namespace of its own and this machine's process numbers and
# network, since engines refuse to run in a container. What is made lies in a temporary folder (REMAP_READY_FRESH names another place for it),
# which is removed at the end, also after a failure.
set -euo pipefail

root=$(cd "$(dirname "$0")/.." && pwd)
say() { printf '%s\n' "$*"; }
refuse() {
  printf 'fresh-machine: %s\n' "$*" >&2
  exit 1
}

if [ "$(id -u)" != 0 ]; then refuse "needs root"; fi
# shellcheck disable=SC1091
if [ ! -r /etc/os-release ] || [ "$(. /etc/os-release && printf '%s' "$ID")" != debian ]; then refuse "needs Debian"; fi
if ! command -v debootstrap >/dev/null; then
  { apt-get update && apt-get install --yes --no-install-recommends debootstrap; } >/dev/null
fi
# shellcheck disable=SC1091
own=$(. /etc/os-release && printf '%s' "${VERSION_CODENAME:-sid}")
suite=${1:-$own}
# shellcheck disable=SC2016
archive=$(apt-get indextargets --no-release-info --format '$(RELEASE) $(COMPONENT) $(REPO_URI)' 'Created-By: Packages' |
  awk -v suite="$own" '$1 == suite && $2 == "main" && !found { print $3; found = 1 }')
if [ -z "$archive" ]; then refuse "no apt source of this machine holds $own/main"; fi

work=$(mktemp -d "${REMAP_READY_FRESH:-/var/tmp}/remap-ready-fresh.XXXXXX")
tree=$work/root
# The mounts are made in a namespace that ends with the run; processes that outlive it are those whose root the tree is.
clean_up() {
  local process
  for process in /proc/[0-9]*; do
    if [ "$(stat -Lc %d:%i "$process/root" 2>/dev/null)" = "$identity" ]; then kill -s KILL "${process#/proc/}" 2>/dev/null || true; fi
  done
  rm -rf --one-file-system "$work"
}
identity=none
trap clean_up EXIT
trap 'exit 130' INT TERM HUP

say "making a minimal system of $suite in $tree"
debootstrap --variant=minbase --include=ca-certificates,git "$suite" "$tree" "$archive" >"$work/debootstrap.log" 2>&1 ||
  { tail -n 15 "$work/debootstrap.log" >&2 && refuse "debootstrap failed"; }
umount "$tree/proc" "$tree/sys" 2>/dev/null || true
identity=$(stat -c %d:%i "$tree")

# copy PATH… : files and folders of this machine to the same place in the tree, those that exist
copy() {
  local path
  for path in "$@"; do
    if [ ! -e "$path" ]; then continue; fi
    # A link in the tree would lead out of it, to this machine's own files.
    rm -rf "${tree:?}$path"
    mkdir -p "$tree$(dirname "$path")"
    cp -aL "$path" "$tree$(dirname "$path")/"
  done
}
node=$(readlink -f "$(command -v node)")
npm=$(dirname "$(dirname "$(readlink -f "$(command -v npm)")")")
copy "$node" "$npm" /etc/resolv.conf /etc/hosts /etc/ssl/certs /usr/local/share/ca-certificates /etc/apt/apt.conf.d /etc/apt/auth.conf /etc/apt/auth.conf.d \
  /etc/pip.conf "$HOME/.config/pip"
mkdir -p "$tree/usr/local/bin"
if [ ! -e "$tree/usr/bin/node" ] && [ ! -e "$tree/usr/local/bin/node" ]; then ln -s "$node" "$tree/usr/local/bin/node"; fi
ln -s "$npm/bin/npm-cli.js" "$tree/usr/local/bin/npm"
ln -s "$npm/bin/npx-cli.js" "$tree/usr/local/bin/npx"
globalconfig=$(npm config get globalconfig) userconfig=$(npm config get userconfig)
for file in "$globalconfig" "$userconfig"; do if [ -f "$file" ]; then install -D -m 0600 "$file" "$tree$file"; fi; done

git clone --quiet --no-hardlinks "file://$root" "$tree/root/checkout"
say "running npm test in it"
# The machine's own settings for registries and certificates, and nothing else of its environment.
mapfile -t environment < <(env | grep -iE '^(https?_proxy|no_proxy|all_proxy|NODE_EXTRA_CA_CERTS|SSL_CERT_(FILE|DIR)|npm_config_(registry|cafile)|PIP_(INDEX_URL|EXTRA_INDEX_URL|CERT|FIND_LINKS|CONFIG_FILE))=' || true)
environment+=(PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin HOME=/root LANG=C.UTF-8 CI=true
  "npm_config_globalconfig=$globalconfig" "npm_config_userconfig=$userconfig")
status=0
# A user namespace cannot be made below chroot(2), so the tree becomes the root of its namespace.
time unshare --mount --propagation private --kill-child --fork -- bash -euc '
  tree=$1; shift
  mount --bind "$tree" "$tree"
  for folder in proc sys dev; do mount --rbind "/$folder" "$tree/$folder"; done
  mount -t tmpfs -o mode=755 tmpfs "$tree/run"
  cd "$tree"
  mkdir old
  pivot_root . old
  cd /
  umount -l /old
  rmdir /old
  cd /root/checkout
  exec env -i "$@" bash .ci/run
' fresh-machine "$tree" "${environment[@]}" || status=$?
exit "$status"
