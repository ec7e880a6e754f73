# What needs root, the end, and the order of it all.

# What only root may read, for suspects alone. The first refusal ends it: asking again could lock the account.
privileged() {
    for c in $fuses; do
        asked "/sys/fs/fuse/connections/$c/waiting" && row count "$c" "$said"
        [ -n "$refused" ] && return
    done
    n=0
    for p in $suspects $threaded $stuck; do
        n=$((n + 1))
        [ $n -gt 12 ] && return
        asked "/proc/${p##*/}/wchan" && row w "${p%%/*}" "${said:-0}"
        [ -n "$refused" ] && return
        asked "/proc/${p##*/}/stack" && printf '%s\n' "$said" | stack "${p%%/*}"
        [ -n "$refused" ] && return
    done
}

# Sets said to what sudo reads from $1; sets refused, and says so, where it may not.
asked() {
    said=$(sudo -n cat "$1" 2>&1) && return
    case $said in
    *cat:*) return 1 ;;
    *'not found'*) refused=yes && row note "the host has no sudo" ;;
    *) refused=yes && row note "sudo -n was refused: it needs a password or a rule" ;;
    esac
    return 1
}

# Where in the kernel process $1 waits: the functions of a stack on stdin, innermost first.
stack() {
    l=
    while read -r _ x _; do l="$l ${x%%+*}"; done
    [ -n "$l" ] && row k "$1$l"
}

stacks() {
    n=0
    for p in $suspects $threaded $stuck; do
        n=$((n + 1))
        [ $n -gt 60 ] && return
        stack "${p%%/*}" <"$p/stack"
    done
}

finish() {
    kill "$watchdog"
    wait "$watchdog"
    if [ -n "$dir" ]; then
        rm -f "$dir"/*.tmp
        [ -n "$keep" ] && printf '%s\n%s' "$boot" "$keep" >"$dir/$$.tmp" && mv -f "$dir/$$.tmp" "$dir/marker"
        [ -n "$keep" ] || rm -f "$dir/marker"
        leave
    fi
    now
    row end "$up"
}

main() {
    exec 2>/dev/null </dev/null
    PATH=/usr/sbin:/usr/bin:/sbin:/bin LC_ALL=C
    export PATH LC_ALL
    unset CDPATH ENV
    umask 077
    set -f
    lf=$(printf '\036')
    cd /proc || exit
    uid=$(id -u) threaded= stuck= refused=
    now
    begin=$now
    echo
    row begin 1
    row self $$
    watchdog
    system
    mounts
    place
    tools=
    [ -n "$dir" ] && command -v grep >/dev/null && command -v sed >/dev/null && tools=yes
    # Early, as a service manager may take its time.
    [ -n "$tools" ] && launch schedules schedules && scheduling=$launched
    now
    questions
    processes
    if [ -n "$dir" ]; then
        l=
        if [ -n "$tools" ]; then
            work status 70 status
            work threads 76 threads
            stuck
            work links 82 links
            work sockets 84 sockets
        else
            row note "no grep or no sed: users and threads are unknown"
        fi
        now
        unblocked $plain $suspects $stuck
        lines 92 $free
        answers
        if [ -n "$tools" ]; then
            gather schedules 94 "$scheduling"
            work settings 95 settings
        fi
        if [ "$uid" = 0 ]; then
            work stacks 96 stacks
        elif [ "$root" = yes ]; then
            work sudo 97 privileged
        fi
    fi
    finish
}

main
