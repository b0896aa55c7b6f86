#!/usr/bin/env bash
# Sees to the programs of the system that the tests need: installs those that are missing where this is root and the package manager is apt-get,
# dnf or apk; elsewhere says once which are missing and how to get them, and ends with status 1. Engines come from scripts/engines.sh.
set -euo pipefail

# A need per line: the program, then its package for apt-get, dnf and apk.
needs='
git git git git
iptables iptables iptables iptables
ip iproute2 iproute iproute2
unshare util-linux util-linux util-linux
nsenter util-linux util-linux util-linux
setpriv util-linux util-linux util-linux
mountpoint util-linux util-linux util-linux
mount mount util-linux util-linux
find findutils findutils findutils
grep grep grep grep
slirp4netns slirp4netns slirp4netns slirp4netns
getfattr attr attr attr
setfacl acl acl acl
setcap libcap2-bin libcap libcap
python3 python3,python3-venv python3,python3-pip python3,py3-pip
'
# What proves the claims about system calls is compiled statically.
compiler='cc gcc,libc6-dev gcc,glibc-static gcc,musl-dev'
browser='chromium chromium chromium chromium'
# Where scripts/engines.sh unpacks nothing, these are the machine's own.
own='
dockerd docker.io moby-engine docker
docker-compose docker-compose-v2 docker-compose docker-cli-compose
busybox busybox-static busybox busybox-static
'

PATH="$PATH:/usr/local/sbin:/usr/sbin:/sbin:/usr/libexec/docker/cli-plugins:/usr/lib/docker/cli-plugins:/usr/local/lib/docker/cli-plugins"
ID=unknown ID_LIKE=
# shellcheck disable=SC1091
if [ -r /etc/os-release ]; then . /etc/os-release; fi

needs="$needs$compiler
"
if [ "$ID" != debian ]; then needs="$needs$own"; fi
# A browser is much to put on a machine that people use: CI gets one.
if [ -n "${CI:-}" ] && [ "$ID" = debian ] && ! command -v google-chrome chromium-browser >/dev/null; then needs="$needs$browser"; fi

case " $ID $ID_LIKE " in
  *" debian "* | *" ubuntu "*) manager=apt-get column=2 ;;
  *" fedora "* | *" rhel "* | *" centos "*) manager=dnf column=3 ;;
  *" alpine "*) manager=apk column=4 ;;
  *) manager= column=2 ;;
esac

# Prints the programs of the list that are not here, with their packages.
missing() {
  while read -r program packages; do
    if [ -n "$program" ] && ! command -v "$program" >/dev/null; then printf '%s %s\n' "$program" "$packages"; fi
  done <<<"$needs"
}

lacking=$(missing)
if [ -z "$lacking" ]; then exit 0; fi
mapfile -t packages < <(cut -d ' ' -f "$column" <<<"$lacking" | tr , '\n' | sort -u)

if [ "$(id -u)" = 0 ] && [ -n "$manager" ] && command -v "$manager" >/dev/null; then
  printf 'installing with %s: %s\n' "$manager" "${packages[*]}"
  log=$(mktemp)
  trap 'rm -f "$log"' EXIT
  export DEBIAN_FRONTEND=noninteractive
  case $manager in
    # The lists of packages may be absent, or older than the archive.
    apt-get) { apt-get update && apt-get install --yes --no-install-recommends "${packages[@]}"; } ;;
    dnf) dnf install --assumeyes --setopt=install_weak_deps=False "${packages[@]}" ;;
    apk) apk add "${packages[@]}" ;;
  esac >"$log" 2>&1 || tail -n 15 "$log" >&2
  lacking=$(missing)
  if [ -z "$lacking" ]; then exit 0; fi
fi

mapfile -t packages < <(cut -d ' ' -f "$column" <<<"$lacking" | tr , '\n' | sort -u)
{
  printf 'Not on this machine: %s.\n' "$(cut -d ' ' -f 1 <<<"$lacking" | paste -sd, | sed 's/,/, /g')"
  case $manager in
    apt-get | dnf) printf 'To get them, as root: %s install %s\n' "$manager" "${packages[*]}" ;;
    apk) printf 'To get them, as root: apk add %s\n' "${packages[*]}" ;;
    *) printf 'Debian has them in the packages %s; install those of your distribution.\n' "${packages[*]}" ;;
  esac
} >&2
exit 1
