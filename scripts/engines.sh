#!/usr/bin/env bash
# Unpacks engine generations and tools from Debian suites into .engines/, without installing anything:
#   scripts/engines.sh [20] [26] [28] [29] [compose] [buildx] [busybox]     (no argument: 26 28 compose buildx busybox)
#   scripts/engines.sh default      what `npm test` needs: 28 compose buildx busybox
# Each .engines/<major>/ holds dockerd, containerd, containerd-shim-runc-v2, runc, docker-proxy, docker-init and docker
# beside each other. No Debian suite has engine 29: unpack an archive of Docker's own static builds into .engines/29
# (tar -xz --strip-components=1 -C .engines/29), and everything that uses engines finds it there. Already there: kept (delete the folder to fetch again). Not on Debian: says so and leaves
# what is installed to be used. The archive's address is the one the machine's own apt uses.
set -euo pipefail

root=$(cd "$(dirname "$0")/.." && pwd)
engines="${REMAP_READY_ENGINES:-$root/.engines}"
mkdir -p "$engines"
engines=$(cd "$engines" && pwd -P)
cache="$engines/.cache"

say() { printf '%s\n' "$*"; }

suite_of() {
  case "$1" in
    20) echo bookworm ;;
    26) echo trixie ;;
    *) echo sid ;;
  esac
}

packages_of() {
  case "$1" in
    20) echo docker.io containerd runc tini ;;
    26) echo docker.io docker-cli containerd runc tini ;;
    28) echo docker.io docker-cli containerd runc tini-static ;;
    compose) echo docker-compose ;;
    buildx) echo docker-buildx ;;
    29) ;;
    busybox) echo busybox-static ;;
    *) return 1 ;;
  esac
}

programs_of() {
  case "$1" in
    20 | 26 | 28) echo usr/sbin/dockerd usr/bin/containerd usr/bin/containerd-shim-runc-v2 usr/sbin/runc usr/sbin/docker-proxy usr/bin/tini-static usr/bin/docker ;;
    compose) echo usr/libexec/docker/cli-plugins/docker-compose ;;
    buildx) echo usr/libexec/docker/cli-plugins/docker-buildx ;;
    busybox) echo bin/busybox usr/bin/busybox ;;
  esac
}

private_apt() {
  local tool=$1
  shift
  "$tool" -q \
    -o Dir::Etc::sourcelist=/dev/null -o Dir::Etc::sourceparts="$cache/sources" -o Dir::Etc::preferencesparts=/dev/null \
    -o Dir::State="$cache/state" -o Dir::State::status="$cache/status" -o Dir::Cache="$cache/packages" \
    -o APT::Sandbox::User=root -o Acquire::Languages=none -o Acquire::IndexTargets::deb::DEP-11::DefaultEnabled=false \
    -o Acquire::IndexTargets::deb::Contents-deb::DefaultEnabled=false "$@"
}

# Writes the private sources list: the machine's own main archive, with the suites that hold the engines.
derive_sources() {
  local uri keyring=/usr/share/keyrings/debian-archive-keyring.gpg
  uri=$(apt-get indextargets --no-release-info --format '$(RELEASE) $(COMPONENT) $(REPO_URI)' 'Created-By: Packages' |
    awk -v release="$VERSION_CODENAME" '$1 == release && $2 == "main" { print $3; exit }')
  if [ -z "$uri" ]; then
    say "no apt source of this machine holds $VERSION_CODENAME/main; nothing fetched" >&2
    exit 1
  fi
  mkdir -p "$cache"/{sources,state/lists/partial,packages/archives/partial}
  : >"$cache/status"
  {
    say "Types: deb"
    say "URIs: $uri"
    say "Suites: $(printf '%s\n' "$VERSION_CODENAME" bookworm trixie sid | sort -u | tr '\n' ' ')"
    say "Components: main"
    if [ -e "$keyring" ]; then say "Signed-By: $keyring"; fi
  } >"$cache/sources/debian.sources"
}

# Fetches packages ($2…) of a suite ($1) once and unpacks them into the folder $unpacked.
unpack() {
  local suite=$1 package
  shift
  mkdir -p "$cache/debs/$suite"
  for package in "$@"; do
    if ! compgen -G "$cache/debs/$suite/${package}_*.deb" >/dev/null; then
      (cd "$cache/debs/$suite" && private_apt apt-get download "$package/$suite" >/dev/null)
    fi
    dpkg-deb -x "$cache"/debs/"$suite"/"$package"_*.deb "$unpacked"
    dpkg-deb -f "$(compgen -G "$cache/debs/$suite/${package}_*.deb")" Package Version | awk '{ printf "%s%s", separator, $2; separator = " " } END { print "" }' >>"$unpacked/packages.txt"
  done
}

# A binary of a newer suite may want a newer C library than the machine has. Its interpreter and library path are then
# set to a copy of that suite's libraries: a wrapper script or an explicit loader would not do, because runc and
# dockerd run themselves again through /proc/self/exe.
bring_libraries() {
  local suite=$1 target=$2 program loader
  shift 2
  for program in "$target"/*; do
    if ! ldd "$program" 2>&1 | grep -q 'not found'; then continue; fi
    if [ ! -d "$target/lib" ]; then
      unpack "$suite" libc6 libgcc-s1 libseccomp2 libsystemd0 libcap2
      unpack "$VERSION_CODENAME" patchelf
      mkdir "$target/lib"
      find "$unpacked"/{lib,usr/lib}/*-linux-gnu* -maxdepth 1 -name '*.so*' -exec cp -L {} "$target/lib/" \; 2>/dev/null || true
    fi
    loader=$(find "$target/lib" -name 'ld-linux*.so*' | head -n 1)
    "$unpacked/usr/bin/patchelf" --set-interpreter "$loader" --set-rpath "$target/lib" "$program"
  done
}

# Tells of an engine that no suite has, and that the user places here.
placed() {
  local target=$engines/$1
  if [ -x "$target/dockerd" ]; then
    say "$1: $("$target/dockerd" --version), placed in $target"
  else
    say "$1: no Debian suite has it. Unpack Docker's static archive docker-$1.*.tgz into $target, so that $target/dockerd is there." >&2
    return 1
  fi
}

fetch() {
  local name=$1 suite target program
  target="$engines/$name"
  suite=$(suite_of "$name")
  if [ -e "$target/packages.txt" ]; then
    say "$name: $(paste -sd, "$target/packages.txt" | sed 's/,/, /g') (already in $target)"
    return
  fi
  # A day later the suites may hold other versions than the index says.
  if [ -z "$(find "$cache/updated" -mmin -1440 2>/dev/null)" ]; then
    derive_sources
    private_apt apt-get update >/dev/null
    touch "$cache/updated"
  fi
  unpacked=$(mktemp -d "$cache/unpack.XXXXXX")
  rm -rf "$target"
  mkdir -p "$target"
  # shellcheck disable=SC2046
  unpack "$suite" $(packages_of "$name")
  cp "$unpacked/packages.txt" "$cache/$name.packages"
  for program in $(programs_of "$name"); do
    if [ -e "$unpacked/$program" ]; then cp -L "$unpacked/$program" "$target/"; fi
  done
  if [ -e "$target/tini-static" ]; then mv "$target/tini-static" "$target/docker-init"; fi
  bring_libraries "$suite" "$target"
  mv "$cache/$name.packages" "$target/packages.txt"
  rm -rf "$unpacked"
  say "$name: $(paste -sd, "$target/packages.txt" | sed 's/,/, /g') from $suite, in $target"
}

wanted=("$@")
if [ ${#wanted[@]} -eq 0 ]; then wanted=(26 28 compose buildx busybox); fi
if [ "${wanted[*]}" = default ]; then wanted=(28 compose buildx busybox); fi
for name in "${wanted[@]}"; do
  if ! packages_of "$name" >/dev/null; then
    say "unknown name \"$name\"; known: 20 26 28 29 compose buildx busybox" >&2
    exit 2
  fi
done

status=0
fetched=()
for name in "${wanted[@]}"; do
  if [ "$name" = 29 ]; then placed 29 || status=1; else fetched+=("$name"); fi
done
if [ ${#fetched[@]} -eq 0 ]; then exit "$status"; fi

ID=unknown VERSION_CODENAME=unknown
if [ -r /etc/os-release ]; then . /etc/os-release; fi
if [ "$ID" != debian ] || ! command -v apt-get >/dev/null || ! command -v dpkg-deb >/dev/null; then
  say "engine generations are unpacked from Debian suites and this is not Debian ($ID): nothing fetched, what is installed is used"
  exit "$status"
fi

mkdir -p "$cache"
exec 9>"$cache/lock"
flock 9
for name in "${fetched[@]}"; do fetch "$name"; done
exit "$status"
