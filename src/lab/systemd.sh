#!/usr/bin/env bash
# A host with a real systemd as its first process: systemd.sh FOLDER COMMAND...
# Its root is a layer over the machine's, kept in memory; /run, /tmp and /var/tmp are its own, and FOLDER is the machine's.
# COMMAND is its only service. It ends with this process. No unit of the machine's is started: what every service
# wants (sysinit.target) is empty here, or its clean-up of /tmp and its settings would be done as at a boot.
set -euo pipefail

own_cgroup() {
    local parent
    parent=$(findmnt -rn -t cgroup2 -o TARGET | head -n 1)
    cgroup=$parent/watchkeeper-lab-$$
    mkdir "$cgroup"
    # shellcheck disable=SC2016 # for that shell
    setsid sh -c 'tail --pid="$1" -f /dev/null; sleep 1; find "$2" -depth -type d -exec rmdir {} +' sh $$ "$cgroup" \
        >/dev/null 2>&1 </dev/null &
    echo $$ >"$cgroup/cgroup.procs"
}

lay_root() {
    mkdir -p "$folder/layers"
    mount -t tmpfs -o mode=755 lab "$folder/layers"
    cd "$folder/layers"
    mkdir up work root
    mount -t overlay -o lowerdir=/,upperdir=up,workdir=work overlay root
    cd root
    mount -t proc proc proc
    mount -t sysfs sys sys
    mount -t cgroup2 cgroup sys/fs/cgroup
    mount --rbind /dev dev
    mount -t tmpfs -o mode=755 run run
    mount -t tmpfs -o mode=1777 tmp tmp
    mount -t tmpfs -o mode=1777 tmp var/tmp
    mkdir -p run/sshd ".$folder"
    mount --bind "$folder" ".$folder"
}

units() {
    local unit
    rm -rf usr/lib/systemd/system/*.wants etc/systemd/system/*.wants usr/lib/systemd/system-generators
    cd etc/systemd/system
    for unit in sysinit basic shutdown umount; do
        rm -f "$unit.target"
        printf '[Unit]\nDefaultDependencies=no\n' >"$unit.target"
    done
    printf '[Unit]\nDefaultDependencies=no\nWants=lab.service\n' >lab.target
    printf '[Unit]\nDefaultDependencies=no\n[Service]\nExecStart=%s\n' "$*" >lab.service
    cd ../../..
}

if [ "$1" != inside ]; then
    folder=$1
    shift
    own_cgroup
    exec unshare --mount --pid --uts --ipc --cgroup --fork --kill-child --propagation private \
        "${BASH_SOURCE[0]}" inside "$folder" "$@"
fi
folder=$2
shift 2
lay_root
units "$@"
exec chroot . /usr/bin/env -i container=lab PATH=/usr/sbin:/usr/bin:/sbin:/bin \
    /lib/systemd/systemd --unit=lab.target --log-target=console --show-status=no
