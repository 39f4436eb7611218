#!/bin/sh
# Copyright 2026 The CloudTik for Java authors
# SPDX-License-Identifier: Apache-2.0
#
# Stands between the node controller and one service or job, so that the controller may come and go:
#
#   sh shim.sh <run directory> <output file> <program> <arguments...>
#
# It must be started as the leader of a session of its own. It appends the program's output to the
# output file and leaves in the run directory
#   pid    "<pid> <start>" of the program and "<pid> <start>" of this shim, in one line
#   exit   the program's exit code, 128+n if signal n ended it
# and at last kills what the program left behind in its process group; if they were asked to end
# together, what is left has 30 seconds to do so. A pid file that exists already belongs to another
# shim, then nothing is started.
set -u

# Field 22 of /proc/<pid>/stat together with the boot makes a pid unique; elsewhere the start time.
start_of() {
  if [ -r "/proc/$1/stat" ]; then
    stat=$(cat "/proc/$1/stat") || stat=
    boot=unknown
    [ ! -r /proc/sys/kernel/random/boot_id ] || read -r boot </proc/sys/kernel/random/boot_id
    # The second field is the program's name, which may hold anything, in brackets.
    set -f
    # shellcheck disable=SC2086
    set -- ${stat##*) }
    set +f
    printf '%s@%s' "${20}" "$boot"
  else
    LC_ALL=C TZ=UTC0 ps -o lstart= -p "$1" | tr -s ' ' '_' | sed 's/^_//;s/_$//'
  fi
}

# Says whether the group has a process that lives besides this shell.
others() {
  if [ -r /proc/$$/stat ]; then
    for file in /proc/[0-9]*/stat; do
      read -r stat <"$file" || continue
      set -f
      # shellcheck disable=SC2086
      set -- ${stat##*) }
      set +f
      [ "${3:-}" != $$ ] || [ "$file" = /proc/$$/stat ] || [ "$1" = Z ] || return 0
    done
  else
    for other in $(ps -A -o pid= -o ppid= -o pgid= |
      awk -v me=$$ '$3 == me && $1 != me && $2 != me { print $1 }'); do
      ! kill -s 0 "$other" || return 0
    done
  fi
  return 1
} 2>/dev/null

# The second shell of a shim: says who it is and becomes the program, keeping its pid.
if [ "$1" = --become ]; then
  run=$2 output=$3 line="$$ $(start_of $$) $PPID $(start_of "$PPID")"
  shift 3
  until printf '%s\n' "$line" >"$run/pid.$$" && read -r written <"$run/pid.$$" &&
    [ "$written" = "$line" ]; do
    sleep 1 # the disk is full, or the directory is not there yet
  done
  ln "$run/pid.$$" "$run/pid" || { rm -f "$run/pid.$$"; exit 125; }
  rm -f "$run/pid.$$"
  exec "$@" >>"$output" 2>&1
fi

# Signals for the group are for the program. A handler, unlike ignoring, is not inherited by it.
asked=
trap : USR1 USR2 PIPE ALRM
trap 'asked=1' HUP INT QUIT TERM
# shellcheck disable=SC2064
if (trap : PWR) 2>/dev/null; then trap 'asked=1' PWR; fi

run=$1

# Takes a block of the disk now, as the program may fill the disk; it is written over later.
printf '\n' >"$run/exit.$$"

# In the foreground: a shell lets background children ignore INT and QUIT.
sh "$0" --become "$@" </dev/null
code=$?

read -r _ _ shim _ <"$run/pid" || shim=
[ "$shim" = "$$" ] || { rm -f "$run/exit.$$"; exit 125; }

until printf '%s\n' "$code" 1<>"$run/exit.$$" && read -r written <"$run/exit.$$" &&
  [ "$written" = "$code" ] && mv -f "$run/exit.$$" "$run/exit"; do
  sleep 1 # the disk is full; the exit code must not be lost
done

left=150
while [ -n "$asked" ] && [ $left -gt 0 ] && others; do
  left=$((left - 1))
  sleep 0.2
done
kill -s KILL -- "-$$"
