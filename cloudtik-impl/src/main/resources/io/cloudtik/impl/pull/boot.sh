#!/bin/sh
# Copyright 2026 The CloudTik for Java authors
# SPDX-License-Identifier: Apache-2.0
#
# Makes this machine a node of a CloudTik cluster. Run by root when the machine boots for the first
# time; to run it again does no harm. It tells what it does on the console. It needs a POSIX shell
# with coreutils; Java 17 or newer, or a package manager that installs one; and, unless its files are mounted,
# curl, wget, openssl or python3, or packages of Java that bring openssl.
set -u
umask 077
export LC_ALL=C.UTF-8
boot=/var/lib/cloudtik-boot

say() { echo "cloudtik: $*"; }
fail() {
  say "this machine cannot become a node: $*"
  exit 1
}

[ "$(id -u)" = 0 ] || fail "expected to be run by root, got user $(id -un)"
mkdir -p "$boot" && cd "$boot" || fail "cannot write to $boot"

cat >ticket.json <<'END OF TICKET'
@ticket@
END OF TICKET
cat >files.list <<'END OF FILES'
@files@
END OF FILES
cat >get-java.sh <<'END OF INSTALLER'
@install@
END OF INSTALLER

sha256() {
  if command -v sha256sum >/dev/null 2>&1; then
    sha256sum <"$1"
  elif command -v openssl >/dev/null 2>&1; then
    openssl dgst -sha256 -r <"$1"
  else
    python3 -c 'import hashlib, sys; print(hashlib.sha256(sys.stdin.buffer.read()).hexdigest())' <"$1"
  fi | cut -c 1-64
}

archive=@archive@
find_java() {
  for java in ${archive:+"$boot/$archive/bin/java"} "${JAVA_HOME:-/nonexistent}/bin/java" \
    "$(command -v java || echo /nonexistent)" /usr/lib/jvm/*/bin/java /opt/*/bin/java; do
    [ -x "$java" ] || continue
    version=$("$java" -version 2>&1 | sed -n 's/.* version "\([0-9]*\).*/\1/p' | head -n 1)
    [ "${version:-0}" -lt @oldest@ ] || return 0
  done
  return 1
}
install_java() {
  say "get Java"
  sh get-java.sh @arguments@ </dev/null || say "getting Java ended with exit code $?"
}

# What is fetched is known by its hash, so it does not matter who sends it.
fetch() {
  case $1 in
    /*) cp -- "$1" "$2" ;;
    *)
      if command -v curl >/dev/null 2>&1; then
        curl -fsSLk --connect-timeout 20 --speed-limit 1000 --speed-time 60 -o "$2" -- "$1"
      elif command -v wget >/dev/null 2>&1; then
        wget -q --no-check-certificate -T 60 -t 1 -O "$2" -- "$1"
      elif command -v openssl >/dev/null 2>&1 && [ "${1#https://}" != "$1" ]; then
        fetch_by_openssl "${1#https://}" "$2"
      elif command -v python3 >/dev/null 2>&1; then
        python3 -c 'import shutil, ssl, sys, urllib.request
with urllib.request.urlopen(sys.argv[1], timeout=60, context=ssl._create_unverified_context()) as r:
    with open(sys.argv[2], "wb") as f:
        shutil.copyfileobj(r, f)' "$1" "$2"
      elif [ -z "$archive" ] && ! find_java; then
        # With the packages of Java openssl comes in most distributions.
        install_java
        find_java && fetch "$1" "$2"
      else
        fail "expected curl, wget, openssl or python3, found none; use an image that has one"
      fi
      ;;
  esac
}

# $1: host, perhaps a port, and path; the rest of the answer after its head is the file.
fetch_by_openssl() {
  host=${1%%/*}
  case $host in
    *:*) at=$host ;;
    *) at=$host:443 ;;
  esac
  return=$(printf '\r')
  printf 'GET /%s HTTP/1.0\r\nHost: %s\r\n\r\n' "${1#*/}" "$host" |
    timeout 1200 openssl s_client -quiet -connect "$at" 2>/dev/null | {
    while IFS= read -r line && [ "$line" != "$return" ]; do :; done
    cat
  } >"$2"
}

get() {
  tries=0
  until [ -f "$1" ] && [ "$(sha256 "$1")" = "$2" ]; do
    tries=$((tries + 1))
    [ $tries -le 120 ] || fail "$1 could not be fetched from ${3%%\?*}"
    [ $tries = 1 ] || sleep 5
    say "fetch $1, try $tries"
    if fetch "$3" "$1.part" && [ "$(sha256 "$1.part")" = "$2" ]; then
      mv -f "$1.part" "$1"
    else
      say "expected $1 with SHA-256 $2 at ${3%%\?*}, got something else or nothing"
    fi
  done
}

while IFS=' ' read -r name hash && IFS= read -r place; do
  get "$name" "$hash" "$place"
done <files.list

if [ -n "$archive" ] || ! find_java; then
  install_java
  find_java || fail "expected Java @oldest@ or newer, found none and could not get one; use an image that has it, give the machine a mirror of packages, or name an archive with Java"
fi

umask 022
exec "$java" -Xmx256m -XX:+UseSerialGC -XX:-UsePerfData \
  -cp "$boot/node.jar:$boot/*" io.cloudtik.node.pull.PullMain "$boot"
