#!/bin/sh
# Copyright 2026 The CloudTik for Java authors
# SPDX-License-Identifier: Apache-2.0
#
# Installs a Java without windows by the package manager of the machine:
#
#   sh install-java.sh <oldest version>
#
# Run by root. Ends with 3 if there is no package manager that it knows.
set -u
version=$1
export DEBIAN_FRONTEND=noninteractive

if command -v apt-get >/dev/null 2>&1; then
  # Another program that holds the lock, such as an upgrade at boot, is waited for.
  set -- apt-get -o DPkg::Lock::Timeout=300 -q
  "$@" update &&
    { "$@" install -y --no-install-recommends "openjdk-$version-jre-headless" ||
      "$@" install -y --no-install-recommends default-jre-headless; }
elif command -v dnf >/dev/null 2>&1; then
  dnf install -y "java-$version-openjdk-headless"
elif command -v yum >/dev/null 2>&1; then
  yum install -y "java-$version-openjdk-headless"
elif command -v zypper >/dev/null 2>&1; then
  zypper --non-interactive install "java-$version-openjdk-headless"
elif command -v apk >/dev/null 2>&1; then
  apk add "openjdk$version-jre-headless"
else
  echo "no package manager is known here: looked for apt-get, dnf, yum, zypper and apk; install Java $version by hand" >&2
  exit 3
fi
