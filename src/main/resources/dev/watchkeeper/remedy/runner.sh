# Runs one renewal to its end, whoever has gone meanwhile. $1 is the folder of the run.
trap '' HUP
dir=$1
mv "$dir/command" "$dir/taken" 2>/dev/null || exit 0
. "$dir/taken"
rm -f "$dir/taken"

uptime() {
    read -r up rest < /proc/uptime && up=${up%%.*}
}

# Sets members: what runs in the session or the group of the command, and its descendants.
members() {
    members=" $job " changed=1
    while [ -n "$changed" ]; do
        changed=
        for p in $(set +f; cd /proc && echo [0-9]*); do
            case $members in
                *" $p "*) continue ;;
            esac
            look "$p" && [ "$state" != Z ] && [ "$p" != "$$" ] || continue
            if [ "$session" = "$job" ] || [ "$pgrp" = "$job" ]; then
                members="$members$p " changed=1
                continue
            fi
            case $members in
                *" $ppid "*) members="$members$p " changed=1 ;;
            esac
        done
    done
}

# Sets left: which of the members run still.
left() {
    left=
    for p in $members; do
        look "$p" && [ "$state" != Z ] && left="$left $p"
    done
    [ -n "$left" ]
}

signal() {
    for p in $members; do
        kill "-$1" "$p" 2>/dev/null && continue
        [ "$sudo" != sudo ] || sudo -n kill "-$1" "$p" > /dev/null 2>&1 < /dev/null
    done
}

wait_for_end() {
    turn=0
    while left && [ "$turn" -lt "$1" ]; do
        turn=$((turn + 1))
        nap 0.1
    done
    [ -z "$left" ]
}

end_all() {
    members
    signal TERM
    wait_for_end "$grace" && return
    members
    signal KILL
    wait_for_end 20
}

# Keeps what comes, up to the cap; the rest is read and thrown away, so that nobody who writes it
# is held up or ended.
spool() {
    size=0
    while [ "$size" -lt "$cap" ]; do
        block=$((cap - size))
        [ "$block" -le 65536 ] || block=65536
        dd bs="$block" count=1 2>/dev/null >> "$dir/output" || break
        before=$size
        size=$(wc -c < "$dir/output") || break
        size=$((size + 0))
        [ "$size" -gt "$before" ] || exit 0
    done
    printf '\n[output cut here]\n' 2>/dev/null >> "$dir/output"
    exec cat > /dev/null
}

start_it() {
    trap - HUP INT TERM
    # Before the command begins: whoever finds the runner killed must know of it.
    read -r me rest < /proc/self/stat
    look "$me" && put job "$me $start"
    exec 0< /dev/null >&5 2>&1 5>&- 6<&-
    if command -v setsid > /dev/null 2>&1; then
        exec setsid sh -c 'exec "$@"' sh "$@"
    fi
    trap '' HUP
    exec sh -c 'exec "$@"' sh "$@"
}

refuse() {
    put refused "$1"
    exit 75
}

by=- by_run=- stop= left=
booted=-
same_boot - || :
look $$
ours=$$:$start:$booted:$run self="$$ $start $booted"
lock=/tmp/.watchkeeper-renewal-$lock_name
lock
case $why in
    '') ;;
    busy) refuse "busy $by $by_run" ;;
    *) refuse "$why" ;;
esac
trap release EXIT
trap 'stop=1' TERM INT
: > "$dir/output" && mkfifo "$dir/pipe" && printf '%4096s' ' ' 2>/dev/null > "$dir/reserve" &&
    put pid "$self" || refuse spool
# Both ends are open before anybody reads or writes: nobody waits for the other end of a runner that
# is killed here.
exec 4<> "$dir/pipe"
exec 5> "$dir/pipe" 6< "$dir/pipe" 4>&-
rm -f "$dir/pipe"
# By exec: around a function call a shell would keep the write end open, to restore it.
{ exec 0<&6 5>&- 6<&-; spool; } &
spooler=$!
[ "$sudo" != sudo ] || set -- sudo -n "$@"
command -v setsid > /dev/null 2>&1 || set -m 2>/dev/null
start_it "$@" &
job=$!
exec 5>&- 6<&-
uptime
began=$up turn=0 how=exit
while look "$job" && [ "$state" != Z ]; do
    uptime
    if [ -n "$stop" ] || [ -e "$dir/cancel" ]; then
        how=cancelled
    elif [ $((up - began)) -ge "$limit" ]; then
        how=limit
    fi
    if [ "$how" != exit ]; then
        end_all
        break
    fi
    turn=$((turn + 1))
    if [ "$turn" -lt 30 ]; then nap 0.1; else nap 0.5; fi
done
if [ "$how" = exit ]; then
    wait "$job"
    how="exit $?"
fi
# What a daemon of the command's holds open is kept reading, and not waited for.
turn=0
while look "$spooler" && [ "$state" != Z ] && [ "$turn" -lt 20 ]; do
    turn=$((turn + 1))
    nap 0.1
done
# Kept free for this word, on a disk that the command has filled.
rm -f "$dir/reserve"
put status "$how$left"
release
exit 0
