# The lock is a symbolic link that points to nothing: made at once with what it says, never
# followed. It says PID:START:BOOT:RUN of the runner that holds it.
holder() {
    held=$(readlink "$lock" 2>/dev/null) || return 1
    by=${held%%:*} rest=${held#*:}
    since=${rest%%:*} rest=${rest#*:}
    in_boot=${rest%%:*} by_run=${rest#*:}
    case $by:$since in
        : | *[!0-9:]*) return 0 ;;
    esac
    [ "$in_boot" = "$booted" ] || return 1
    look "$by" && [ "$state" != Z ] && [ "$start" = "$since" ] && return
    # Its runner was killed, and its command may go on.
    by=$(places && find_run "$by_run" && orphan && echo "$job")
    [ -n "$by" ]
}

take() {
    ln -s "$ours" "$lock" 2>/dev/null
    [ "$(readlink "$lock" 2>/dev/null)" = "$ours" ]
}

there() {
    [ -L "$lock" ] || [ -e "$lock" ]
}

# Takes the lock, also from a run that ended without giving it back, or says why not in `why`. Only
# one may take it over at a time, or the second would take what the first has just taken.
lock() {
    why=
    take && return
    if ! there; then
        # It was given back just now, or it cannot be made at all.
        take && return
        there || why=full
        [ -z "$why" ] || return
    fi
    why=busy
    holder && return
    if mkdir "$lock.recover" 2>/dev/null; then
        holder || rm -f "$lock"
        rmdir "$lock.recover"
        why=
        take && return
        why=busy
        holder && return
    fi
    why=lock
}

release() {
    [ "$(readlink "$lock" 2>/dev/null)" = "$ours" ] && rm -f "$lock"
}
