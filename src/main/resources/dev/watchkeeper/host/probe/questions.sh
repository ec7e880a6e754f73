# Asking the mounts, and remembering what is still asked.

# Asks the mounts, except those where an earlier probe's question is still open. Leaves in hung the ids of
# those that are silent or were not asked.
questions() {
    asked= keep= hung= n=0 asking='stat -f'
    [ -n "$dir" ] && [ -n "$todo" ] || return
    stat -f /proc >/dev/null || asking='df -P'
    for id in $todo; do
        eval "point=\$point_$id path=\$path_$id"
        recall m "$point"
        if [ "$asker" != 0 ] && lives "$asker" "$start"; then
            row ask "$id" silent $(((now - since) * 10)) "$asker"
            hung="$hung $id"
            remember m "$since" "$asker" "$start" "$point"
            continue
        fi
        n=$((n + 1))
        [ $n -gt 24 ] && hung="$hung $id" && continue
        eval "since_$id=$since"
        asked="$asked $id"
        ask "$id" "$path"
    done
    asked_at=$now
}

ask() {
    (
        read -r a _ <uptime
        $asking -- "$2" >/dev/null 2>"$dir/$$.e$1" &
        echo $! >"$dir/$$.p$1"
        wait $!
        rc=$?
        read -r b _ <uptime
        echo "$rc $a $b" >"$dir/$$.r$1"
    ) >/dev/null 2>&1 </dev/null &
    eval "parent_$1=$!"
}

# The marker of this boot: lines of KIND SINCE ASKER START WHAT. Sets since, asker, start.
recall() {
    since=0 asker=0 start=0
    read -r m_boot <"$dir/marker" && [ "$m_boot" = "$boot" ] || return
    while read -r m_kind m_since m_asker m_start m_what; do
        if [ "$m_kind" = "$1" ] && [ "$m_what" = "$2" ]; then
            since=$m_since asker=$m_asker start=$m_start
            return
        fi
    done <"$dir/marker"
}

remember() {
    keep="$keep$*
"
}

# Prints the answers; what has not answered when its time is over is silent.
answers() {
    pending=$asked
    while [ -n "$pending" ]; do
        now
        late= left=
        [ $((now - asked_at)) -ge "$answer" ] && late=yes
        for id in $pending; do
            if read -r rc a b <"$dir/$$.r$id"; then
                answered "$id" "$rc" "$a" "$b"
            elif [ -n "$late" ]; then
                silent "$id"
            else
                left="$left $id"
            fi
        done
        pending=$left
        [ -n "$pending" ] && nap
    done
}

answered() {
    if [ "$2" = 0 ]; then
        a=$((${3%.*} * 100 + 1${3#*.} - 100)) b=$((${4%.*} * 100 + 1${4#*.} - 100))
        row ask "$1" answered $(((b - a) * 10))
        return
    fi
    e=
    read -r e <"$dir/$$.e$1"
    case $e in
    *'ermission denied'* | *'not permitted'*) row note "one mount may not be asked by this user" ;;
    *) row ask "$1" faulty "${e##*: }" ;;
    esac
}

# Ends the asker where a signal can; where not, the marker keeps the next probe from asking again.
silent() {
    eval "point=\$point_$1 since=\$since_$1 parent=\$parent_$1"
    asker=0
    read -r asker <"$dir/$$.p$1"
    [ "$since" = 0 ] && since=$asked_at
    start "$asker"
    kill -9 "$asker"
    k=0
    while lives "$asker" "$start" && [ $k -lt 3 ]; do
        k=$((k + 1))
        nap
    done
    if lives "$asker" "$start"; then kill -9 "$parent"; else asker=0 start=0; fi
    row ask "$1" silent $(((now - since) * 10)) "$asker"
    hung="$hung $1"
    remember m "$since" "$asker" "$start" "$point"
}
