# Argument lists, past processes that block who reads them.

# Arguments of $@, one by one; the file `at` says which is being read.
arguments() {
    for p; do
        now
        [ $now -ge $until ] && row note "arguments from pid $p on were not read: out of time" && return
        echo "$p" >"$dir/$$.at"
        v=$(tr '\000\012' '\037\036' <"$p/cmdline")
        [ -n "$v" ] && printf '%s a %s %.1000s\n' "$nonce" "${p%%/*}" "$v"
    done
}

# Reads arguments, past processes whose cmdline blocks.
lines() {
    until=$((begin + $1 * limit / 100)) k=0
    shift
    while [ $# -gt 0 ] && [ $k -lt 4 ]; do
        k=$((k + 1))
        f=$dir/$$.args$k last= since=$now
        (
            arguments "$@"
            echo >"$f.done"
        ) >"$f" 2>/dev/null </dev/null &
        w=$!
        while [ ! -e "$f.done" ]; do
            nap
            now
            at=
            read -r at <"$dir/$$.at"
            [ "$at" = "$last" ] || last=$at since=$now
            [ $((now - since)) -ge 40 ] && break
            [ $now -gt $((until + 20)) ] && break
        done
        cat "$f"
        [ -e "$f.done" ] && wait "$w" && return
        blocked "$w" "$at"
        while [ $# -gt 0 ] && [ "$1" != "$at" ]; do shift; done
        shift
    done
}

# The arguments of $2 cannot be read: ends the reader $1, or remembers it where it cannot be ended.
blocked() {
    row at "${2%%/*}"
    c= r=0
    read -r c <"$1/task/$1/children"
    for c in $c; do r=$c; done
    start "$r"
    s=$start
    end "$1"
    nap
    lives "$r" "$s" || return
    start "$2"
    remember c "$start" "$r" "$s" "$2"
}

# Sets free to those of $@ that no reader of an earlier probe is still stuck on.
unblocked() {
    free= stopped=' '
    if read -r m_boot <"$dir/marker" && [ "$m_boot" = "$boot" ]; then
        while read -r m_kind m_since m_asker m_start m_what; do
            if [ "$m_kind" = c ] && lives "$m_asker" "$m_start" && lives "$m_what" "$m_since"; then
                row at "${m_what%%/*}"
                remember c "$m_since" "$m_asker" "$m_start" "$m_what"
                stopped="$stopped$m_what "
            fi
        done <"$dir/marker"
    fi
    for p; do
        case $stopped in *" $p "*) ;; *) free="$free $p" ;; esac
    done
}
