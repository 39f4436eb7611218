#!/bin/sh
# Copyright 2026 The CloudTik for Java authors
# SPDX-License-Identifier: Apache-2.0
#
# Ends all processes of a node and deletes its directory, with empty directories above it:
#
#   sh remove-node.sh <directory> <variable=value that marks its processes>
#
# Run by root. Ends with 1, saying what is left, if something cannot be ended or deleted.
set -u
root=$1
mark=$2

# Those whose environment has the mark; never this shell, nor those above it.
marked() {
  for each in /proc/[0-9]*; do
    pid=${each#/proc/}
    [ "$pid" != $$ ] || continue
    if tr '\0' '\n' <"$each/environ" 2>/dev/null | grep -qxF -- "$mark"; then
      state=$(sed 's/.*) //;s/ .*//' "$each/stat" 2>/dev/null)
      case $state in '' | Z | X) ;; *) printf '%s ' "$pid" ;; esac
    fi
  done
}

if [ -d "$root/run" ]; then : >"$root/run/stop"; fi
tries=0
pids=$(marked)
while [ -n "$pids" ]; do
  if [ $tries -ge 100 ]; then
    echo "processes $pids do not end" >&2
    exit 1
  fi
  # shellcheck disable=SC2086
  kill -9 $pids 2>/dev/null
  tries=$((tries + 1))
  [ $tries -le 1 ] || sleep 0.1
  pids=$(marked)
done
rm -rf -- "$root" || exit 1
parent=${root%/*}
rmdir -- "$parent" 2>/dev/null && rmdir -- "${parent%/*}" 2>/dev/null
exit 0
