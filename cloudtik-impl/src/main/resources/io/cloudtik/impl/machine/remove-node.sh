#!/bin/sh
# Copyright 2026 The CloudTik for Java authors
# SPDX-License-Identifier: Apache-2.0
#
# Ends all processes of a node, takes it from systemd, and deletes its directories, also those on data
# disks, and empty ones above the first:
#
#   sh remove-node.sh <directory> <variable=value that marks its processes>
#
# Run by root. Ends with 1, saying what is left, if something cannot be ended or deleted.
set -u
root=$1
mark=$2

# Sets state, parent and session of a process; state is empty if it is none any more.
look_at() {
  state='' parent='' session=''
  read -r stat <"/proc/$1/stat" || return
  set -f
  # The second field is the program's name, which may hold anything, in brackets.
  # shellcheck disable=SC2086
  set -- ${stat##*) }
  set +f
  case $1 in Z | X) return ;; esac
  state=$1 parent=$2 session=$4
} 2>/dev/null

# Some servers, Redis among them, overwrite their environment with their title. Who has nothing left
# of it is known by where it works; others may look around in the directory.
belongs() {
  variables=$(tr '\0' '\n' <"/proc/$1/environ") || return 1
  case $variables in
    *=*) printf '%s\n' "$variables" | grep -qxF -- "$mark" ;;
    *) case $(readlink "/proc/$1/cwd") in "$root" | "$root"/*) ;; *) return 1 ;; esac ;;
  esac
} 2>/dev/null

# Those that belong to the node, and those that they started without their environment; never those
# of the session that this shell is of, which a process of the node may have started.
marked() {
  found=' '
  look_at $$
  own=$session
  for each in /proc/[0-9]*; do
    pid=${each#/proc/}
    look_at "$pid"
    if [ -n "$state" ] && [ "$session" != "$own" ] && belongs "$pid"; then found="$found$pid "; fi
  done
  more=yes
  while [ "$found" != ' ' ] && [ $more = yes ]; do
    more=no
    for each in /proc/[0-9]*; do
      pid=${each#/proc/}
      case $found in *" $pid "*) continue ;; esac
      look_at "$pid"
      [ "$session" != "$own" ] || continue
      case $found in
        *" ${parent:-none} "* | *" ${session:-none} "*) found="$found$pid " more=yes ;;
      esac
    done
  done
  printf '%s' "${found# }"
}

if [ -d "$root/run" ]; then : >"$root/run/stop"; fi
# Where systemd starts the keeper again; see keeper-unit.sh.
key=$(printf %s "$root" | sha256sum | cut -c 1-16)
unit=cloudtik-$key.service
if [ -f "/etc/systemd/system/$unit" ]; then
  systemctl --quiet disable --now "$unit"
  rm -f "/etc/systemd/system/$unit" || exit 1
  systemctl daemon-reload
  systemctl reset-failed "$unit" 2>/dev/null
fi
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
# The others are those of data-disks.sh.
rm -rf -- "$root" /mnt/cloudtik/*/"node-$key" || exit 1
parent=${root%/*}
rmdir -- "$parent" 2>/dev/null && rmdir -- "${parent%/*}" 2>/dev/null
exit 0
