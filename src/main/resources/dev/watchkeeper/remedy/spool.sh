umask 077
files='starting command taken runner pipe output pid pid.new job job.new status status.new refused refused.new'
files="$files cancel about reserve followed"

# Whether folder $1 is one of ours that nobody else can write to. It is never reached through a
# link.
ours() {
    [ -n "$1" ] || return 1
    set -- $(ls -ldn "$1" 2>/dev/null)
    [ $# -ge 4 ] && [ "$3" = "$uid" ] || return 1
    case $1 in
        drwx?-??-?*) ;;
        *) return 1 ;;
    esac
}

# Sets places: the folders that may hold runs, the best first.
places() {
    uid=$(id -u)
    first=
    case ${HOME-} in
        */../* | */..) ;;
        /?*) first=$HOME/.local/state ;;
    esac
    second=/var/tmp
}

# Sets base to the runs' folder under place $1, which is $first or $second; fails where it is not
# there, or is not ours alone.
base_in() {
    [ -n "$1" ] || return 1
    base=$1/watchkeeper
    [ "$1" != "$second" ] || base=$1/watchkeeper-$uid
    if [ "${2-}" = make ]; then
        mkdir -p "$1" 2>/dev/null
        mkdir "$base" "$base/runs" 2>/dev/null
    fi
    ours "$base" && ours "$base/runs" && base=$base/runs
}

is_run() {
    case $1 in
        r[0-9a-f][0-9a-f][0-9a-f][0-9a-f][0-9a-f][0-9a-f][0-9a-f][0-9a-f][0-9a-f][0-9a-f][0-9a-f][0-9a-f]) ;;
        *) return 1 ;;
    esac
}

# Sets dir to the folder of run $1.
find_run() {
    is_run "$1" || return 1
    for place in "$first" "$second"; do
        base_in "$place" && dir=$base/$1 && ours "$dir" && return
    done
    return 1
}

# Makes the folder of run $1 and sets dir.
make_run() {
    is_run "$1" || return 1
    # Twice: another console may just have removed a folder that had become empty.
    for place in "$first" "$first" "$second"; do
        base_in "$place" make || continue
        dir=$base/$1
        mkdir "$dir" 2>/dev/null || continue
        printf 'room\n' 2>/dev/null > "$dir/starting" && [ -s "$dir/starting" ] && return
        drop "$dir"
    done
    return 1
}

# Removes the folder of a run: the files that a run makes, and nothing else.
drop() {
    is_run "${1##*/}" && ours "$1" || return 1
    for file in $files; do
        rm -f "$1/$file"
    done
    rmdir "$1" 2>/dev/null
}

# Writes $2 to file $1 of the run, whole or not at all.
put() {
    printf '%s\n' "$2" 2>/dev/null > "$dir/$1.new" && mv -f "$dir/$1.new" "$dir/$1"
}

# Sets fate: running PID, exit STATUS, limit [PID…], cancelled [PID…], reboot, vanished, starting.
fate() {
    fate=
    if told; then
        return
    fi
    pid= since= in_boot=
    { read -r pid since in_boot < "$dir/pid"; } 2>/dev/null
    if [ -z "$pid" ]; then
        fate=starting
        [ -z "$(find "$dir" -prune -mmin +1 2>/dev/null)" ] || fate=vanished
    elif [ "$in_boot" != "$booted" ]; then
        fate=reboot
    elif look "$pid" && [ "$start" = "$since" ] && [ "$state" != Z ]; then
        fate="running $pid"
    elif orphan; then
        fate="running $job"
    else
        # It may have ended between the two looks.
        told || fate=vanished
    fi
}

# Sets job where the command of the run goes on although its runner was killed.
orphan() {
    job= since=
    { read -r job since < "$dir/job"; } 2>/dev/null
    [ -n "$job" ] && look "$job" && [ "$start" = "$since" ] && [ "$state" != Z ]
}

told() {
    { read -r fate < "$dir/status"; } 2>/dev/null && [ -n "$fate" ]
}

# Prints the runs that are kept no longer, as base/run: ended and older than 30 days, or more than
# the newest 20 that have ended.
old() {
    for place in "$first" "$second"; do
        base_in "$place" || continue
        kept=0
        for run in $(ls -1t "$base"); do
            is_run "$run" && dir=$base/$run && ours "$dir" || continue
            fate
            case $fate in
                running* | starting) continue ;;
            esac
            kept=$((kept + 1))
            if [ "$kept" -gt 20 ] || [ -n "$(find "$dir" -prune -mtime +29)" ]; then
                printf '%s\n' "$dir"
            fi
        done
    done
}

# Removes what `old` prints.
sweep() {
    old | while IFS= read -r each; do
        drop "$each"
    done
}
