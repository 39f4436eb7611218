#!/bin/sh
# Copyright 2026 The CloudTik for Java authors
# SPDX-License-Identifier: Apache-2.0
#
# Formats and mounts disks for the data of a node:
#
#   sh data-disks.sh <node directory> <pattern of devices>...
#
# Prints "use <directory of the node on it>" for each that can be used, and "leave <device> <why>"
# for each that is left as it is. Run by root, as often as one likes. What has our label was
# formatted by us. Anything else is formatted only if nobody uses it and it holds nothing but zeros:
# all of it up to 1 GiB; of a larger one both ends, where tables, labels and signatures are, and 255
# places between. What cannot be read counts as not empty.
set -u
begun=$1/formatting
key=$(printf %s "$1" | sha256sum | cut -c 1-16)
shift
label=cloudtik-data
mib=1048576
boot=$(cat /proc/sys/kernel/random/boot_id)
for program in blkid cmp mkfs.ext4 mount; do
  command -v $program >/dev/null 2>&1 || {
    echo "expected the program $program, found none: install util-linux, diffutils and e2fsprogs" >&2
    exit 4
  }
done

# Prints who uses a disk; nothing if nobody does.
user_of() {
  if [ "$(cat "/sys/block/$2/ro")" != 0 ]; then
    echo "it can only be read"
  elif [ -n "$(places "$2")" ]; then
    echo "it is mounted"
  elif cut -d ' ' -f 1 /proc/swaps | grep -qxF "$1"; then
    echo "the machine swaps to it"
  elif [ -n "$(ls -A "/sys/block/$2/holders")" ]; then
    echo "another device consists of it"
  elif ls "/sys/block/$2"/*/partition >/dev/null 2>&1; then
    echo "it has partitions"
  elif [ "$(cat "/sys/block/$2/size")" = 0 ]; then
    echo "it has no size"
  fi
}

zeros() {
  dd if="$1" bs=1M iflag=fullblock,skip_bytes,count_bytes skip="$2" count="$3" 2>/dev/null |
    cmp -s -n "$3" - /dev/zero
}

empty() {
  size=$(($(cat "/sys/block/$2/size") * 512))
  if [ $size -le $((1024 * mib)) ]; then
    zeros "$1" 0 $size
    return
  fi
  zeros "$1" 0 $((16 * mib)) && zeros "$1" $((size - 16 * mib)) $((16 * mib)) || return 1
  place=1
  while [ $place -le 255 ]; do
    zeros "$1" $((size / 256 * place)) $mib || return 1
    place=$((place + 1))
  done
}

tell() { blkid -p -o value -s "$2" "$1"; }

ours() { [ "$(tell "$1" LABEL)" = $label ] && [ "$(tell "$1" TYPE)" = ext4 ]; }

# Says whether an earlier run was cut off while it formatted this one.
half_done() { [ "$(cat "$begun" 2>/dev/null)" = "$1 $boot" ]; }

format() {
  printf '%s\n' "$2 $boot" >"$begun" && mkfs.ext4 -q -m 0 -L $label "$1" </dev/null >&2 &&
    rm -f "$begun" || exit 5
}

# Prints where it is mounted.
places() { cut -d ' ' -f 3,5 /proc/self/mountinfo | sed -n "s|^$(cat "/sys/block/$1/dev") ||p"; }

# Mounts it at a place of its own, now and at boot, where it is awaited but not insisted on.
attach() {
  uuid=$(tell "$1" UUID)
  place=/mnt/cloudtik/$uuid
  case $(places "$2") in
    '')
      mkdir -p "$place" && mount -t ext4 -o noatime "$1" "$place" || exit 6
      ;;
    "$place"*) ;;
    *)
      echo "leave $1 it is mounted"
      return
      ;;
  esac
  if ! grep -q "^UUID=$uuid " /etc/fstab 2>/dev/null; then
    [ -z "$(tail -c 1 /etc/fstab 2>/dev/null)" ] || echo >>/etc/fstab
    echo "UUID=$uuid $place ext4 noatime,nofail,x-systemd.before=local-fs.target,x-systemd.device-timeout=30s 0 2" \
      >>/etc/fstab || exit 6
    [ ! -d /run/systemd/system ] || systemctl daemon-reload
  fi
  [ -d "$place/node-$key" ] || mkdir -m 700 "$place/node-$key" || exit 6
  echo "use $place/node-$key"
}

seen=' '
for pattern; do
  for device in $pattern; do
    device=$(readlink -f "$device")
    name=${device##*/}
    case $seen in *" $name "*) continue ;; esac
    seen="$seen$name "
    [ -b "$device" ] || continue
    if [ ! -d "/sys/block/$name" ]; then
      echo "leave $device it is not a whole disk"
    elif ours "$device" && ! half_done "$name"; then
      attach "$device" "$name"
    else
      why=$(user_of "$device" "$name")
      if [ -z "$why" ] && { half_done "$name" || empty "$device" "$name"; }; then
        format "$device" "$name"
        attach "$device" "$name"
      else
        echo "leave $device ${why:-it is not empty}"
      fi
    fi
  done
done
