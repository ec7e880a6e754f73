#!/usr/bin/env bash
# A host of the lab, as the first process of its own namespaces: host.sh FOLDER NAME ADDRESS SWITCH.
# Its root is a layer over the machine's, kept in memory; /run, /tmp, /root and the boot id are its own.
set -euo pipefail

folder=$1 name=$2 address=$3 switch=$4
own=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)

join_network() {
    ip link set lo up
    ip link add eth0 type veth peer name "v-$name" netns "/proc/$switch/ns/net"
    ip address add "$address/24" dev eth0
    ip link set eth0 up
    nsenter --net="/proc/$switch/ns/net" ip link set "v-$name" master br0 up
}

lay_root() {
    local base=$folder/hosts/$name
    mkdir "$base" "$base/up" "$base/work" "$base/root"
    mount -t overlay -o "lowerdir=/,upperdir=$base/up,workdir=$base/work" overlay "$base/root"
    cd "$base/root"
    mount -t proc proc proc
    mount -t sysfs sys sys
    mount -t fusectl fusectl sys/fs/fuse/connections
    mount --rbind /dev dev
    mount -t tmpfs -o mode=1777 shm dev/shm
    mount -t tmpfs -o mode=755 run run
    mount -t tmpfs -o mode=1777 tmp tmp
    mount -t tmpfs -o mode=700 root root
    mkdir -p run/sshd root/.ssh srv/job mnt/x
    # glusterfs keeps attributes of its own on the files of a brick.
    mount -t tmpfs -o mode=755 job srv/job
}

settle() {
    hostname "$name"
    echo "$name" >etc/hostname
    cat /proc/sys/kernel/random/uuid >run/boot_id
    mount --bind run/boot_id proc/sys/kernel/random/boot_id
    {
        echo '127.0.0.1 localhost'
        sed 's/^\([^,]*\),\([^ ]*\) .*/\2 \1/' "$folder/known"
    } >etc/hosts
    cp "$folder/key" root/.ssh/id_ed25519
    cp "$folder/key.pub" root/.ssh/authorized_keys
    cp "$folder/known" root/.ssh/known_hosts
    chmod 700 root/.ssh
    chmod 600 root/.ssh/id_ed25519
    cp -r "$own/play" root/play
    cp "$own/gluster-brick.vol" "$own/gluster-client.vol" "$own/../test/resources/dev/watchkeeper/lab/silent-fuse.pl" srv/job
    # Both may log in; watch has no right, ops what sudo gives it.
    echo 'watch:x:4242:4242::/:/bin/sh
ops:x:4243:4243::/home/ops:/bin/sh' >>etc/passwd
    echo 'watch:x:4242:
ops:x:4243:' >>etc/group
    echo 'watch:*:19000:0:99999:7:::
ops:*:19000:0:99999:7:::' >>etc/shadow
    mkdir -p home/ops
    chown 4243:4243 home/ops
    mkfifo run/gate
    cp "$folder/$name.hostkey" "$folder/$name.hostkey.pub" "$folder/key.pub" etc/ssh
    cat >etc/ssh/lab_config <<CONFIG
HostKey /etc/ssh/$name.hostkey
AuthorizedKeysFile /etc/ssh/key.pub
PidFile none
StrictModes no
PermitRootLogin yes
PasswordAuthentication no
UsePAM no
UseDNS no
MaxStartups 100
MaxSessions 100
Subsystem sftp internal-sftp
CONFIG
}

read -r pid _ </proc/self/stat
join_network
lay_root
settle
echo "$pid" >"$folder/$name.pid"
# The first process is one that reaps, as on every host.
exec chroot . /usr/bin/env -i PATH=/usr/sbin:/usr/bin:/sbin:/bin LC_ALL=C.UTF-8 /bin/bash -c '
/usr/sbin/sshd -D -e -f /etc/ssh/lab_config &
mkfifo /run/never
exec 3<>/run/never
while :; do read -r -u 3 _ || :; done'
