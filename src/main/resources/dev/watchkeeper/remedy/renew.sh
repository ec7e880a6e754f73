# The lock is a symbolic link that points to nothing: made at once with what it says, never
# followed.
holder() {
    held=$(readlink "$lock" 2>/dev/null) || return 1
    by=${held%%:*} rest=${held#*:}
    since=${rest%%:*} in_boot=${rest#*:}
    case $by:$since in
        : | *[!0-9:]*) return 0 ;;
    esac
    [ "$in_boot" = "$booted" ] && look "$by" && [ "$start" = "$since" ]
}

take() {
    ln -s "$ours" "$lock" 2>/dev/null
    [ "$(readlink "$lock" 2>/dev/null)" = "$ours" ]
}

refuse() {
    say "refused - $1"
    say end
    exit 75
}

there() {
    [ -L "$lock" ] || [ -e "$lock" ]
}

busy() {
    say "busy $by"
    say end
    exit 75
}

# Takes the lock, also from a run that ended without giving it back. Only one may do that at a time,
# or the second would take what the first has just taken.
lock() {
    take && return
    if ! there; then
        # It was given back just now, or it cannot be made at all.
        take && return
        there || refuse full
    fi
    holder && busy
    if mkdir "$lock.recover" 2>/dev/null; then
        holder || rm -f "$lock"
        rmdir "$lock.recover"
        take && return
        holder && busy
    fi
    refuse lock
}

release() {
    [ "$(readlink "$lock" 2>/dev/null)" = "$ours" ] && rm -f "$lock"
}

main() {
    nonce=$1 sudo=$2 lock=/tmp/.watchkeeper-renewal-$3
    shift 3
    by=- booted=-
    same_boot - || :
    look $$
    ours=$$:$start:$booted
    lock
    trap release EXIT
    trap 'exit 129' HUP
    trap 'exit 130' INT
    trap 'exit 143' TERM
    say "started $$"
    if [ "$sudo" = sudo ]; then
        sudo -n "$@" < /dev/null
    else
        "$@" < /dev/null
    fi
    status=$?
    release
    say "exit $status"
    say end
    exit "$status"
}

main "$@"
