set -fu
LC_ALL=C
PATH=/usr/sbin:/usr/bin:/sbin:/bin
export LC_ALL PATH

say() {
    printf '%s %s\n' "$nonce" "$*"
}

nap() {
    sleep "$1" 2>/dev/null || sleep 1
}

same_boot() {
    read -r booted < /proc/sys/kernel/random/boot_id && [ "$booted" = "$1" ]
}

# Sets state, ppid, flags, threads, start and comm of process $1; fails when there is none.
# comm may hold blanks, brackets and line feeds, so everything up to the last ') ' belongs to it.
look() {
    text= line=
    { while IFS= read -r line || [ -n "$line" ]; do
        text="$text$line "
    done < "/proc/$1/stat"; } 2>/dev/null
    case $text in
        *'('*') '*) ;;
        *) return 1 ;;
    esac
    comm=${text#*\(}
    comm=${comm%\) *}
    set -- ${text##*\) }
    [ $# -ge 20 ] || return 1
    state=$1 ppid=$2 pgrp=$3 session=$4 flags=$7 threads=${18} start=${20}
}

# Sets real and effective, the user ids of process $1.
owner() {
    real= effective=
    { while read -r field one two rest; do
        [ "$field" = Uid: ] && real=$one effective=$two && break
    done < "/proc/$1/status"; } 2>/dev/null
    [ -n "$real" ]
}

# Waits at most about half a second for child $1 and gives its status, or 2. A child that is stuck
# is never waited for.
await() {
    turns=0
    while look "$1" && [ "$state" != Z ]; do
        if [ "$turns" -ge "${2:-25}" ]; then
            kill -9 "$1" 2>/dev/null
            return 2
        fi
        turns=$((turns + 1))
        nap 0.02
    done
    wait "$1"
}

# Names in one word why a command failed that said $1.
reason() {
    case $1 in
        *assword* | *sudoers* | *'not allowed'* | *terminal* | *askpass*) echo password ;;
        *sudo*'not found'*) echo no-sudo ;;
        *ermi* | *superuser*) echo permission ;;
        *'o such process'*) echo gone ;;
        *) echo failed ;;
    esac
}
