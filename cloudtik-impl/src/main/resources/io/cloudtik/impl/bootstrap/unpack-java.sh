#!/bin/sh
# Copyright 2026 The CloudTik for Java authors
# SPDX-License-Identifier: Apache-2.0
#
# Makes the directory <hash>, beside an archive, of the Java that is in it:
#
#   sh unpack-java.sh <archive> <its sha256> <oldest version> keep|drop [<address>]
#
# With an address the archive is fetched from there, by the first program for that which the machine
# has. The directory appears whole or not at all. "drop" deletes the archive afterwards. Ends with
#   3 nothing here can fetch    4 it was not fetched      5 another hash      6 no archive
#   7 no Java in it             8 for another processor   9 it does not run   10 too old
set -u
given=$1 archive=$1 sha256=$2 oldest=$3 after=$4 address=${5:-}
place=${archive%/*}
home=$place/$sha256
work=$place/.$sha256.$$

fail() {
  code=$1
  shift
  printf '%s\n' "$*" >&2
  exit "$code"
}
has() { command -v "$1" >/dev/null 2>&1; }

[ ! -x "$home/bin/java" ] || exit 0
trap 'rm -rf -- "$work"' EXIT
trap 'exit 1' HUP INT TERM
mkdir -p -- "$work/in" || exit 1

if [ -n "$address" ]; then
  archive=$work/archive
  if has curl; then
    set -- curl -fsSL --retry 2 --connect-timeout 30 -o "$archive" -- "$address"
  elif has wget; then
    set -- wget -q -T 30 -O "$archive" -- "$address"
  elif [ -x /usr/lib/apt/apt-helper ]; then
    set -- /usr/lib/apt/apt-helper -o Acquire::Retries=1 download-file "$address" "$archive"
  elif has python3; then
    set -- python3 -c 'import sys, urllib.request as r; r.urlretrieve(sys.argv[1], sys.argv[2])' \
      "$address" "$archive"
  else
    fail 3 "nothing here can fetch: looked for curl, wget, apt-helper and python3; install one, or name the archive as a file"
  fi
  "$@" || fail 4 "$1 ended with $? and did not fetch $address"
fi

[ -f "$archive" ] || fail 6 "there is no $archive"
found=$(sha256sum <"$archive") || exit 1
[ "${found%% *}" = "$sha256" ] ||
  fail 5 "expected the sha256 $sha256, found ${found%% *} in $(wc -c <"$archive") bytes"
tar -x --no-same-owner -f "$archive" -C "$work/in" || fail 6 "it is no archive that tar reads here"

java=
for each in "$work"/in/bin/java "$work"/in/*/bin/java "$work"/in/*/*/bin/java \
  "$work"/in/*/*/*/bin/java "$work"/in/*/*/*/*/bin/java; do
  [ ! -f "$each" ] || [ ! -f "${each%/bin/java}/release" ] || { java=$each && break; }
done
[ -n "$java" ] || fail 7 "there are no bin/java and release in it, down to four directories below its top"

said() { sed -n "s/^$1=\"\\{0,1\\}\\([^\"]*\\)\"\\{0,1\\}\$/\\1/p" "${java%/bin/java}/release"; }
same() { case $1 in amd64) echo x86_64 ;; arm64) echo aarch64 ;; *) echo "$1" ;; esac; }
made=$(said OS_NAME)/$(same "$(said OS_ARCH)")
here=$(uname -s)/$(same "$(uname -m)")
[ "$made" = "$here" ] || [ "$made" = / ] || fail 8 "it is for $made, this machine is $here"
"$java" -version || fail 9 "it does not run here: bin/java -version ended with $?; look whether $place is on a mount with noexec, and whether it is for this C library"
version=$(said JAVA_VERSION)
[ "${version%%[!0-9]*}" -ge "$oldest" ] || fail 10 "it is version $version, $oldest is needed"

mv -- "${java%/bin/java}" "$home" || [ -x "$home/bin/java" ] || exit 1
[ "$after" = keep ] || rm -f -- "$given"
