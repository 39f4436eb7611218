#!/bin/sh
# Copyright 2026 The CloudTik for Java authors
# SPDX-License-Identifier: Apache-2.0
#
# Starts the Docker engine of a machine, now and whenever the machine starts. Run by root. Ends with
# 3 if there is none to be started.
set -u

command -v dockerd >/dev/null 2>&1 || exit 3
if [ -d /run/systemd/system ]; then
  systemctl enable --now docker.service
  exit
fi
if command -v rc-service >/dev/null 2>&1; then
  rc-update add docker default
  rc-service docker start && exit
elif [ -x /etc/init.d/docker ] && command -v service >/dev/null 2>&1; then
  service docker start && exit
fi
# Such scripts set limits, which not every machine lets root do.
setsid dockerd </dev/null >>/var/log/docker.log 2>&1 &
echo 'there is no service that starts Docker: it was started by itself, and is not when the machine starts'
