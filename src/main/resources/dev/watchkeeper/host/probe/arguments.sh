# Argument lists, past processes that block who reads them.

# Reads the arguments of $@ until $1 percent of the time are over: one `cat` for many of them, as a
# process for each is what costs on a host with thousands.
lines() {
    until=$((begin + $1 * limit / 100)) reader=0 blocks=0 batch= n=0
    shift
    # The line feed is for counting; \035 becomes the one that ends a row, as no argument can hold it then.
    printf '\n\035%s l ' "$nonce" >"$dir/$$.row"
    for p; do
        batch="$batch $p" n=$((n + 1))
        if [ $n = 1000 ]; then
            batch $batch
            batch= n=0
        fi
    done
    batch $batch
}

# Reads the arguments of $@, past those that block.
batch() {
    while [ $# -gt 0 ]; do
        now
        if [ $now -ge $until ] || [ $blocks -ge 8 ]; then
            row note "arguments of $# processes, from pid ${1%%/*} on, were not read: out of time"
            return
        fi
        reader=$((reader + 1)) f=$dir/$$.args$reader
        (
            ulimit -f 16384
            cat $(printf " $dir/$$.row %s/cmdline" "$@")
            echo >"$f.done"
        ) >"$f" 2>/dev/null </dev/null &
        w=$!
        attend
        pids=
        for p; do pids="$pids ${p%%/*}"; done
        row read $pids
        tr '\000\012\035' '\037\036\012' <"$f" | cut -b 1-1100
        echo
        if [ -e "$f.done" ]; then
            wait "$w"
        else
            shift $((k - 1))
            blocked "$w" "$1"
            k=1
        fi
        rm -f "$f"
        [ "$k" -gt 0 ] || return
        shift "$k"
    done
}

# Waits until reader $w has ended or blocks. Sets k to how many it has begun with.
attend() {
    last=-1 since=$now
    while [ ! -e "$f.done" ]; do
        nap
        now
        k=$(grep -c "$nonce l" "$f")
        if [ "$k" != "$last" ] || runs "$w"; then last=$k since=$now; fi
        [ "$k" -gt 0 ] && [ $((now - since)) -ge 40 ] && return
        [ $now -gt $((until + 20)) ] && break
    done
    k=$(grep -c "$nonce l" "$f")
}

# Sets r to the last child of $1, or 0.
child() {
    c= r=0
    read -r c <"$1/task/$1/children"
    for c in $c; do r=$c; done
}

# Is the child of $1 at work? On a busy host it may wait for its turn.
runs() {
    child "$1"
    l=
    read -r l <"$r/stat"
    case ${l##*\) } in R*) ;; *) return 1 ;; esac
}

# The arguments of $2 cannot be read: ends the reader $1, or remembers it where it cannot be ended.
blocked() {
    blocks=$((blocks + 1))
    row at "${2%%/*}"
    child "$1"
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
    free= stopped=
    if read -r m_boot <"$dir/marker" && [ "$m_boot" = "$boot" ]; then
        while read -r m_kind m_since m_asker m_start m_what; do
            if [ "$m_kind" = c ] && lives "$m_asker" "$m_start" && lives "$m_what" "$m_since"; then
                row at "${m_what%%/*}"
                remember c "$m_since" "$m_asker" "$m_start" "$m_what"
                stopped="$stopped $m_what "
            fi
        done <"$dir/marker"
    fi
    if [ -z "$stopped" ]; then
        free=$*
        return
    fi
    for p; do
        case $stopped in *" $p "*) ;; *) free="$free $p" ;; esac
    done
}
