#!/usr/bin/env bash
# What goes wrong in a lab: outage.sh FOLDER WHAT HOST, where WHAT is
#   silent     mounts /mnt/x, whose FUSE server has read the questions and answers none; prints its pid there
#   gluster    mounts /srv/job/vol of a real glusterfs with one brick; prints the pids of the mount's and the brick's servers
#   leftovers  starts an etcd and a glusterd of a finished job
#   suite      starts a test suite in /build/gd2 that ends and leaves over an etcd, a brick of glusterfs, a sleep of its own
#              group and a mount whose server is dead; prints the pids of the three
#   freeze     stops every sshd of the host; thaw lets them go on
#   drop       swallows every packet of the host; pass lets them through again
#   run        starts `nightly.sh` on HOST with the further words VAR=VALUE in its environment; prints the shell's pid
set -euo pipefail

lab=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)/lab.sh
[ $# -ge 3 ] || { sed -n '2,10s/^# \{0,1\}//p' "$0" >&2; exit 2; }
folder=$1 what=$2 host=$3
shift 3

on() { "$lab" in "$folder" "$host" "$@"; }

# Prints the pid of what it starts in a session of its own.
begin() {
    # shellcheck disable=SC2016 # for the shell there
    on sh -c 'log=$1; shift; setsid "$@" >"$log" 2>&1 </dev/null & echo $!' sh "$@"
}

# Waits until a command succeeds there.
until_so() {
    for _ in {1..100}; do
        if on "$@" >/dev/null 2>&1; then return; fi
        sleep 0.1
    done
    echo "outage: never so on $host: $*" >&2
    exit 1
}

sshds() {
    # shellcheck disable=SC2016 # for the shell there
    on sh -c 'for p in /proc/[0-9]*; do read -r name <"$p/comm" && case $name in sshd*) kill "-$1" "${p#/proc/}" ;; esac; done' sh "$1"
}

case $what in
silent)
    begin /srv/job/silent.log perl /srv/job/silent-fuse.pl /mnt/x
    until_so grep -q mounted /srv/job/silent.log
    ;;
gluster)
    on mkdir -p /srv/job/brick /srv/job/vol
    brick=$(begin /srv/job/brick.out glusterfsd -N -f /srv/job/gluster-brick.vol -l /srv/job/brick.log)
    until_so bash -c 'exec 3<>/dev/tcp/127.0.0.1/49152'
    client=$(begin /srv/job/vol.out glusterfs -N -f /srv/job/gluster-client.vol -l /srv/job/vol.log /srv/job/vol)
    until_so sh -c 'grep -q " /srv/job/vol fuse" /proc/mounts && timeout 2 touch /srv/job/vol/artefact'
    echo "$client $brick"
    ;;
leftovers)
    begin /srv/job/etcd.log etcd --data-dir /srv/job/etcd --listen-client-urls http://127.0.0.1:2379 \
        --advertise-client-urls http://127.0.0.1:2379
    begin /srv/job/glusterd.out glusterd -N -l /srv/job/glusterd.log
    ;;
suite)
    on mkdir -p /build/gd2/mnt /build/gd2/brick
    # shellcheck disable=SC2016 # for the shell there
    on sh -c 'sed "s,/srv/job/,/build/gd2/,;s,49152,49153," /srv/job/gluster-brick.vol >/build/gd2/brick.vol
        cat >/build/gd2/suite.sh
        setsid sh /build/gd2/suite.sh >/build/gd2/pids 2>/build/gd2/log </dev/null
        cat /build/gd2/pids' <<'SUITE'
etcd --data-dir /build/gd2/etcd --listen-client-urls http://127.0.0.1:2479 --advertise-client-urls http://127.0.0.1:2479 \
    --listen-peer-urls http://127.0.0.1:2480 >/build/gd2/etcd.log 2>&1 &
echo $!
glusterfsd -N -f /build/gd2/brick.vol -l /build/gd2/brick.log >/build/gd2/brick.out 2>&1 &
echo $!
sleep 3600 >/build/gd2/sleep.log 2>&1 &
echo $!
perl /srv/job/silent-fuse.pl /build/gd2/mnt >/build/gd2/silent.log 2>&1 &
until grep -q mounted /build/gd2/silent.log; do sleep 0.1; done
kill -9 $!
SUITE
    until_so bash -c 'exec 3<>/dev/tcp/127.0.0.1/49153'
    ;;
freeze) sshds STOP ;;
thaw) sshds CONT ;;
drop)
    on iptables -I INPUT -i eth0 -j DROP
    on iptables -I OUTPUT -o eth0 -j DROP
    ;;
pass) on iptables -F ;;
run) begin /root/play/log env "$@" /root/play/nightly.sh ;;
*) exec "$0" ;;
esac
