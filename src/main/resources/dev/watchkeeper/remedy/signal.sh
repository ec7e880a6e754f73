# Tells whether process $1 that started at $2 still runs.
runs() {
    look "$1" && [ "$start" = "$2" ] && ! ended
}

# Waits at most about $2 seconds until all of $waiting have ended; says which did, after signal $1.
settle() {
    turns_left=$(($2 * 5))
    while :; do
        left=
        for target in $waiting; do
            if runs "${target%:*}" "${target#*:}"; then
                left="$left $target"
            else
                say "gone ${target%:*} $1"
            fi
        done
        waiting=$left
        [ -n "$waiting" ] && [ "$turns_left" -gt 0 ] || return 0
        turns_left=$((turns_left - 1))
        nap 0.2
    done
}

terminate() {
    allowed "$@" && send TERM "$1" && waiting="$waiting $1:$2"
}

kill_left() {
    case " $before " in
        *" $1:$2 "*) allowed "$@" && send KILL "$1" && waiting="$waiting $1:$2" ;;
    esac
}

# Calls $1 with the five words of each target.
each() {
    deed=$1
    shift
    while [ $# -ge 5 ]; do
        "$deed" "$1" "$2" "$3" "$4" "$5"
        shift 5
    done
}

# Refuses when a process of groups $1, which are between commas, is none of the targets that
# follow.
whole() {
    groups=,$1, known=' '
    shift
    while [ $# -ge 5 ]; do
        known="$known$1:$2 "
        shift 5
    done
    for process in $(set +f; cd /proc && echo [0-9]*); do
        look "$process" && ! ended || continue
        case $groups:$known in
            *,"$pgrp",*:*" $process:$start "*) ;;
            *,"$pgrp",*:*)
                say "refused - group"
                say end
                exit 0
                ;;
        esac
    done
}

# Sets groups to the last word where it is none of a target.
last() {
    groups=
    while [ $# -ge 5 ]; do shift 5; done
    [ $# -eq 0 ] || groups=$1
}

main() {
    prepare "$1" "$2" "$3"
    grace=$4 waiting=
    shift 4
    last "$@"
    [ -z "$groups" ] || whole "$groups" "$@"
    each terminate "$@"
    settle TERM "$grace"
    before=$waiting waiting=
    each kill_left "$@"
    settle KILL "$grace"
    for target in $waiting; do
        look "${target%:*}"
        wait_channel "${target%:*}"
        say "left ${target%:*} $state $channel"
    done
    say end
}

main "$@"
