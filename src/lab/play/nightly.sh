#!/bin/sh
# As cron would start it.
cd "$(dirname "$0")" || exit 1
ansible-playbook "${PLAY:-nightly.yml}"
