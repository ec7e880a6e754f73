# What needs root, the end, and the order of it all.

# What only root may read, for suspects alone. A refusal is said once.
privileged() {
    n=0
    for c in $fuses; do
        w=$(sudo -n cat "/sys/fs/fuse/connections/$c/waiting") && row count "$c" "$w"
    done
    for p in $suspects $threaded $stuck; do
        n=$((n + 1))
        [ $n -gt 16 ] && return
        w=$(sudo -n cat "/proc/${p%%/*}/wchan")
        [ $? = 0 ] || { [ -d "$p" ] && row note "sudo -n was refused: it needs a password or a rule" && return; }
        row w "${p%%/*}" "${w:-0}"
    done
}

finish() {
    kill "$watchdog"
    wait "$watchdog"
    if [ -n "$dir" ]; then
        rm -f "$dir"/*.tmp
        [ -n "$keep" ] && printf '%s\n%s' "$boot" "$keep" >"$dir/$$.tmp" && mv -f "$dir/$$.tmp" "$dir/marker"
        [ -n "$keep" ] || rm -f "$dir/marker"
        set +f
        rm -f "$dir/$$".*
        [ -e "$dir/marker" ] || rmdir "$dir"
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
    uid=$(id -u) threaded= stuck=
    now
    begin=$now
    echo
    row begin 1
    row self $$
    watchdog
    system
    mounts
    place
    now
    questions
    processes
    if [ -n "$dir" ]; then
        l=
        if command -v grep >/dev/null && command -v sed >/dev/null; then
            work status 50 status
            work threads 58 threads
            stuck
            work links 68 links
        else
            row note "no grep or no sed: users and threads are unknown"
        fi
        now
        unblocked $plain $suspects $stuck
        lines 85 $free
        answers
        [ "$root" = yes ] && [ "$uid" != 0 ] && work sudo 92 privileged
    fi
    finish
}

main
