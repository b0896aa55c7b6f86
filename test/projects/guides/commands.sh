#!/bin/bash
# Commands that guides for userns-remap teach, with other names.

# Show what userns-remap protects from.
docker run -v /:/mnt -it --rm busybox
docker run -d --name locked alpine sleep 1000000
docker run alpine ls -l /

# A flag that does not exist.
docker run --rm -it \
  --userns-remap always \
  --cap-add=NET_ADMIN \
  tools /bin/bash

# Conflicts that the documentation of Docker names.
docker run --network=host alpine ip addr
docker run --pid=host alpine ps
docker run --privileged alpine mount

# A device and a folder of the host.
docker run -it --rm --device /dev/rtc0 --entrypoint /bin/sh clock
docker run -it -v /export/data/me/big/:/mnt/big busybox sh

# The way out for a single container.
docker run -it --rm --device /dev/rtc0 --userns=host --entrypoint /bin/sh clock
docker container create --userns=host own
docker container start -ai own

# The engine itself.
dockerd --userns-remap="remapper:remapper"
