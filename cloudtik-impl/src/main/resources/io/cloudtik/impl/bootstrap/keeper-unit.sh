#!/bin/sh
# Copyright 2026 The CloudTik for Java authors
# SPDX-License-Identifier: Apache-2.0
#
# Makes the unit of standard input a service of systemd that runs from now on, and after each boot:
#
#   sh keeper-unit.sh <node directory> renew|keep
#
# Run by root. A unit that is there and differs is made anew, or kept as it is. Its name is known by the directory, so that who removes the node finds it.
set -u
unit=cloudtik-$(printf %s "$1" | sha256sum | cut -c 1-16).service
file=/etc/systemd/system/$unit
wanted=$(cat)

if [ ! -f "$file" ] || { [ "$2" = renew ] && [ "$(cat "$file")" != "$wanted" ]; }; then
  printf '%s\n' "$wanted" >"$file.new" && mv -f "$file.new" "$file" && systemctl daemon-reload || exit 4
fi
systemctl is-enabled --quiet "$unit" || systemctl enable --quiet "$unit" || exit 5
systemctl is-active --quiet "$unit" || systemctl start "$unit" || {
  code=$?
  systemctl status --no-pager --lines=10 "$unit"
  exit $code
}
