# Says what a host is doing, without ever waiting for what may hang. POSIX sh: dash, bash, busybox ash.
# Sent on stdin of `sh -s` behind lines that set
#   nonce   begins every row
#   limit   centiseconds after which the probe ends, whatever happens
#   answer  centiseconds after which a mount that has not answered is silent
#   root    yes: sudo -n may read wait channels and FUSE counters
# The rows are those of ProbeFormat. What may block (statfs, cmdline) is done by detached children
# that write to files; this shell polls, and waits only for those that have ended. It reads /proc with `read` alone.

row() { printf '%s %s\n' "$nonce" "$*"; }

# Sets now: centiseconds since boot.
now() {
    read -r up _ <uptime
    now=$((${up%.*} * 100 + 1${up#*.} - 100))
}

nap() { sleep 0.05 || sleep 1; }

# Is $1 running with start time $2? A zombie is not.
lives() {
    l=
    read -r l <"$1/stat" || return 1
    set -- "$2" ${l##*\) }
    [ "$2" != Z ] && [ "$2" != X ] && [ "${21}" = "$1" ]
}

# Sets start to the start time of process $1, or 0.
start() {
    start=0 l=
    read -r l <"$1/stat" || return
    set -- ${l##*\) }
    start=${20}
}

watchdog() {
    (
        trap 'kill $!; wait $!; exit' TERM
        sleep $(((limit + 99) / 100)) &
        wait $!
        kill -9 $$
        rm -f "/dev/shm/watchkeeper-$uid/$$".* "/run/user/$uid/watchkeeper-$uid/$$".* \
            "/tmp/watchkeeper-$uid/$$".* "/var/tmp/watchkeeper-$uid/$$".*
    ) >/dev/null 2>&1 </dev/null &
    watchdog=$!
}

# Starts $2... detached, its rows going to file $1. Sets launched.
launch() {
    f=$dir/$$.$1
    shift
    (
        "$@"
        echo >"$f.done"
    ) >"$f" 2>/dev/null </dev/null &
    launched=$!
}

# Prints the rows of file $1 when process $3, which writes them, has ended or $2 percent of the time are over.
gather() {
    f=$dir/$$.$1 until=$(($2 * limit / 100 + begin)) w=$3
    while [ ! -e "$f.done" ]; do
        now
        [ $now -ge $until ] && break
        nap
    done
    if [ -e "$f.done" ]; then
        wait "$w"
    else
        end "$w"
        row note "${f##*.}: out of time"
    fi
    cat "$f"
}

# Runs $3... detached and prints its rows, until $2 percent of the time are over.
work() {
    name=$1 share=$2
    shift 2
    launch "$name" "$@"
    gather "$name" "$share" "$launched"
}

# Kills a worker of ours and its children.
end() {
    c=
    read -r c <"$1/task/$1/children"
    kill -9 "$1"
    for c in $c; do end "$c"; done
}
