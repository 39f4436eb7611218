#!/bin/sh
# Copyright 2026 The CloudTik for Java authors
# SPDX-License-Identifier: Apache-2.0
#
# Adds the line of standard input to the authorized keys of the user, or removes it:
#
#   sh authorized-key.sh add|remove
set -u
umask 077
IFS= read -r line || exit 2
home=$(cd ~ && pwd) || exit 3
file=$home/.ssh/authorized_keys
case $1 in
  add)
    mkdir -p "$home/.ssh" || exit 4
    if [ -f "$file" ] && grep -qxF -- "$line" "$file"; then exit 0; fi
    # A file that somebody edited may have no end of line at its end.
    if [ -s "$file" ] && [ -n "$(tail -c 1 "$file")" ]; then printf '\n' >>"$file" || exit 4; fi
    printf '%s\n' "$line" >>"$file" || exit 4
    ;;
  remove)
    [ -f "$file" ] || exit 0
    grep -qxF -- "$line" "$file" || exit 0
    rest=$(grep -vxF -- "$line" "$file")
    # The file itself stays, with its owner and its rights.
    if [ -n "$rest" ]; then printf '%s\n' "$rest" >"$file"; else : >"$file"; fi || exit 4
    ;;
esac
