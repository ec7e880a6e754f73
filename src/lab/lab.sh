#!/usr/bin/env bash
# Four hosts on one machine, each in namespaces of its own: a deploy server and three builders, with real sshds.
#   lab.sh up FOLDER                  builds them in a new FOLDER, says `ready`, and stays until its stdin ends
#   lab.sh in FOLDER HOST COMMAND...  runs a command on a host, as root
#   lab.sh net FOLDER COMMAND...      runs a command of this machine where only their network is seen
#   lab.sh down FOLDER                ends it from elsewhere
# A command ends after $LIMIT seconds (60). Everything lives in one pid namespace: with its first process end all
# processes, mounts and networks of the lab, whatever state they are in.
set -euo pipefail

own=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
hosts='ant-queen:10 builder1:11 builder31:31 builder7:7'
limit=${LIMIT:-60}

usage() {
    sed -n '2,6s/^# \{0,1\}//p' "${BASH_SOURCE[0]}" >&2
    exit 2
}

up() {
    mkdir -p "$1"
    cd "$1"
    [ -z "$(ls -A)" ] || { echo "lab: $PWD is not empty" >&2; exit 2; }
    # No exec: this process would have to live in the namespace that it makes.
    unshare --mount --net --pid --fork --kill-child --propagation private "$own/lab.sh" switch "$PWD"
}

# The first process of the lab's namespaces. Its /proc is still the machine's, and so are the numbers in it.
switch() {
    cd "$1"
    read -r pid _ </proc/self/stat
    echo "$pid" >switch.pid
    mkdir hosts
    mount -t tmpfs -o mode=755 lab hosts
    ip link set lo up
    ip link add br0 type bridge
    ip address add 10.99.0.1/24 dev br0
    ip link set br0 up
    ssh-keygen -q -t ed25519 -N '' -C lab -f key
    for h in $hosts; do
        ssh-keygen -q -t ed25519 -N '' -C "${h%:*}" -f "${h%:*}.hostkey"
        echo "${h%:*},10.99.0.${h#*:} $(cut -d' ' -f1,2 "${h%:*}.hostkey.pub")" >>known
    done
    # It was built before anything of it runs, so that every host knows all.
    for h in $hosts; do
        unshare --mount --net --pid --uts --fork --kill-child --propagation private \
            "$own/host.sh" "$PWD" "${h%:*}" "10.99.0.${h#*:}" "$pid" >"${h%:*}.log" 2>&1 </dev/null &
    done
    for h in $hosts; do await_sshd "${h%:*}" "10.99.0.${h#*:}"; done
    fleet >fleet.yaml
    echo ready
    cat >/dev/null
}

await_sshd() {
    for _ in {1..200}; do
        if (exec 3<>"/dev/tcp/$2/22") 2>/dev/null; then return; fi
        sleep 0.1
    done
    echo "lab: $1 does not listen" >&2
    cat "$1.log" >&2
    exit 1
}

fleet() {
    echo 'known-hosts: [known]'
    echo 'thresholds:'
    echo '  hosts: {stuck-after: 3s, mount-answer: 1s, pile-up-by-name: {ansible-playbook: 2, df: 2}}'
    echo 'hosts:'
    for h in $hosts; do
        case $h in ant-queen:*) role='deploy server' ;; *) role=builder ;; esac
        echo "  - {name: ${h%:*}, role: $role, address: 10.99.0.${h#*:}, user: ${LAB_USER:-root}, identity: key}"
    done
}

inside() {
    local pid
    pid=$(cat "$1/$2.pid")
    shift 2
    exec timeout -k 2 "$limit" nsenter -t "$pid" --mount --net --pid --uts --root --wd env -i \
        HOME=/root USER=root LC_ALL=C.UTF-8 PATH=/usr/sbin:/usr/bin:/sbin:/bin "$@"
}

network() {
    local pid
    pid=$(cat "$1/switch.pid")
    shift
    exec timeout -k 2 "$limit" nsenter -t "$pid" --net "$@"
}

down() {
    local pid
    pid=$(cat "$1/switch.pid")
    [ -e "/proc/$pid" ] || return 0
    # Another process may have its number by now.
    tr '\0' '\n' 2>/dev/null <"/proc/$pid/cmdline" | grep -qx -- "$(realpath "$1")" || return 0
    kill -9 "$pid"
    for _ in {1..100}; do
        [ -e "/proc/$pid" ] || return 0
        sleep 0.1
    done
    echo "lab: process $pid does not end" >&2
    exit 1
}

[ $# -ge 2 ] || usage
verb=$1
shift
case $verb in
up) up "$@" ;;
switch) switch "$@" ;;
in) inside "$@" ;;
net) network "$@" ;;
down) down "$@" ;;
*) usage ;;
esac
