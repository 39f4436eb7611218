#!/bin/sh
# Copyright 2026 The CloudTik for Java authors
# SPDX-License-Identifier: Apache-2.0
#
# Installs a package by the package manager of the machine, from the mirrors that it knows:
#
#   sh install-package.sh <names for apt> <for dnf and yum> <for zypper> <for apk>
#
# Names have blanks between them; the first one that can be installed is. Run by root, as often as
# one likes. Ends with 3 if there is no package manager that it knows, else as that ended.
set -u

# Tries the names, the first argument, with the command that the others are.
first_of() {
  names=$1 code=1
  shift
  for name in $names; do
    echo "+ $* $name"
    "$@" "$name" && return 0
    code=$?
  done
  return $code
}

if command -v apt-get >/dev/null 2>&1; then
  export DEBIAN_FRONTEND=noninteractive
  # What was cut off in the middle of an installation, as by a reboot, is in the way of the next.
  [ -z "$(ls /var/lib/dpkg/updates 2>/dev/null)" ] || dpkg --configure -a
  names=$1
  # Another program that holds the lock, such as an upgrade at boot, is waited for.
  set -- apt-get -q -o DPkg::Lock::Timeout=300 -o Acquire::Retries=1 \
    -o Acquire::http::Timeout=30 -o Acquire::https::Timeout=30
  "$@" update || echo "the lists of packages could not be brought up to date" >&2
  first_of "$names" "$@" install -y --no-install-recommends
elif command -v dnf >/dev/null 2>&1; then
  first_of "$2" dnf install -y
elif command -v yum >/dev/null 2>&1; then
  first_of "$2" yum install -y
elif command -v zypper >/dev/null 2>&1; then
  first_of "$3" zypper --non-interactive install
elif command -v apk >/dev/null 2>&1; then
  first_of "$4" apk add
else
  echo "no package manager is known here: looked for apt-get, dnf, yum, zypper and apk" >&2
  exit 3
fi
