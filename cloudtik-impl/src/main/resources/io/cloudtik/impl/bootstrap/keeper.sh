#!/bin/sh
# Copyright 2026 The CloudTik for Java authors
# SPDX-License-Identifier: Apache-2.0
#
# Keeps the node controller of one node running:
#
#   sh keeper.sh <node directory> [<java program> [wait]]
#
# It must be started as the leader of a session of its own. It ends when the file run/stop exists
# and the node controller has ended. A second keeper of the same directory ends at once, or, if it is
# to wait, as systemd would start it again and again, when the first one has. A node
# controller that outlived its keeper, which it then starts again, is watched and not started.
set -u

root=$1
run=$root/run
java=${2:-${JAVA_HOME:+$JAVA_HOME/bin/java}}
java=${java:-java}

# Java reads and writes names of files in the characters of the locale, and fails for others.
if [ "$(uname)" = Linux ]; then
  case ${LC_ALL:-${LC_CTYPE:-${LANG:-}}} in
    *[Uu][Tt][Ff]-8 | *[Uu][Tt][Ff]8) ;;
    *)
      LC_ALL=C.UTF-8
      export LC_ALL
      ;;
  esac
fi

# The same as in shim.sh: what makes a pid unique. A process that only waits for its parent to take
# note of its end has nothing of the kind.
start_of() {
  if [ -r "/proc/$1/stat" ]; then
    stat=$(cat "/proc/$1/stat") || stat=
    boot=unknown
    [ ! -r /proc/sys/kernel/random/boot_id ] || read -r boot </proc/sys/kernel/random/boot_id
    set -f
    # shellcheck disable=SC2086
    set -- ${stat##*) }
    set +f
    case $1 in Z | X) return ;; esac
    printf '%s@%s' "${20}" "$boot"
  else
    LC_ALL=C TZ=UTC0 ps -o lstart= -p "$1" | tr -s ' ' '_' | sed 's/^_//;s/_$//'
  fi
}

# Says whether the process of a pid file lives.
lives() {
  read -r pid start <"$run/$1.pid" && [ "$(start_of "$pid")" = "$start" ]
} 2>/dev/null

while lives keeper; do
  [ "${3:-}" = wait ] || exit 0
  sleep 1
done

[ -d "$root/logs" ] || mkdir -p "$root/logs"
line="$$ $(start_of $$)"
until printf '%s\n' "$line" >"$run/keeper.pid.$$" && read -r written <"$run/keeper.pid.$$" &&
  [ "$written" = "$line" ] && mv -f "$run/keeper.pid.$$" "$run/keeper.pid"; do
  [ -d "$run" ] || exit 0
  sleep 1 # the disk is full
done 2>/dev/null

# A signal for the group reaches the node controller too; this shell waits for it to end.
trap : HUP INT QUIT TERM

# What the Java machine has ready to start quickly, if it was made for this Java; see ClassArchive.
archive=
for file in "$root"/bundle/node-*.jsa; do
  [ ! -f "$file" ] || archive=$file
done

pause=1 # in tenths of a second; doubled before its first use
while [ ! -e "$run/stop" ]; do
  # Two keepers that were started at the same moment: the one whose line is there stays.
  read -r written <"$run/keeper.pid" && [ "$written" = "$line" ] || exit 0
  if lives node; then
    sleep 0.5
    continue
  fi
  began=$(date +%s)
  # Small: about 63 MiB resident, 27 of them its own, of which the heap has 6. Compiled is only what is used a lot, as
  # compiling is the larger part of a start. Archives of classes stay where they were made for: to
  # move them, which newer Javas do, is to write each of their pages, 27 MiB.
  "$java" ${archive:+"-XX:SharedArchiveFile=$archive"} -Xms6m -Xmx48m -Xss256k -XX:+UseSerialGC -XX:MinHeapFreeRatio=10 \
    -XX:MaxHeapFreeRatio=20 -XX:TieredStopAtLevel=1 -XX:CICompilerCount=1 -XX:CompileThresholdScaling=10 -Xshare:auto \
    -XX:-UsePerfData -XX:MaxMetaspaceSize=64m -XX:ReservedCodeCacheSize=24m \
    -XX:+ExitOnOutOfMemoryError \
    -XX:+IgnoreUnrecognizedVMOptions -XX:+UnlockDiagnosticVMOptions -XX:ArchiveRelocationMode=0 \
    -cp "$root/bundle/node.jar" io.cloudtik.node.NodeMain "$root" \
    </dev/null >>"$root/logs/node.log" 2>&1
  code=$?
  # A Java machine that aborts may have done so over a damaged archive.
  [ $code -ne 134 ] || archive=
  [ ! -e "$run/stop" ] || break
  [ $(($(date +%s) - began)) -le 60 ] || pause=1
  pause=$((pause * 2))
  [ $pause -le 30 ] || pause=30
  printf 'keeper: the node controller ended with exit code %s; it is started again in %s.%s s\n' \
    "$code" $((pause / 10)) $((pause % 10)) >>"$root/logs/node.log"
  sleep "$((pause / 10)).$((pause % 10))"
done
rm -f "$run/keeper.pid"
