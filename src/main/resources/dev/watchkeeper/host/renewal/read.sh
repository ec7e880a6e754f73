# Reading files for the question of renewals: what renews certificates here, which there are, who uses them.
# Sent behind lines that set, beside those of the probe,
#   question   renewals
#   logs       quoted paths of logs of own commands
#   keystores  quoted paths of keystores
# The rows are those of RenewalFormat: a tag, and fields with \037 in between. All that touches files is done by
# detached children; this shell polls, and takes what they have written.

us=$(printf '\037')

# Prints a row of tag $1 with the other arguments as its fields.
fact() {
    tag=$1
    shift
    IFS=$us
    printf '%s %s %s\n' "$nonce" "$tag" "$*"
    unset IFS
}

# Says that $1 is not there, may not be read, or is no file.
absent() {
    a=${1%/*}
    while [ -n "$a" ] && [ ! -d "$a" ]; do a=${a%/*}; done
    if [ ! -x "${a:-/}" ] || { [ -f "$1" ] && [ ! -r "$1" ]; }; then
        fact unread "$1"
    elif [ -e "$1" ]; then
        fact odd "$1"
    else
        fact gone "$1"
    fi
}

# Begins file $2 of source $1. Fails where it is none that may be read.
open() {
    if [ -f "$2" ] && [ -r "$2" ]; then
        IFS=' ' read -r at size _ <<STAT
$(stat -L -c '%Y %s' -- "$2")
STAT
        fact file "$1" "${at:-0}" "${size:-0}" "$2"
    else
        absent "$2"
        return 1
    fi
}

# Prints the lines on stdin that are like $1, the last $2 of them.
lines_like() {
    grep -anE -- "$1" | cut -b 1-1000 | tail -n "$2" | sed "s,^,$nonce l ,"
}

# Sets the positional parameters of the caller's `eval` to what pattern $1 matches.
expand='set +f; IFS=; set -- $pattern; unset IFS; set -f'

# Prints what follows an option like $1 in what starts commands by itself, one a line.
option() {
    tables=
    pattern='/etc/crontab /etc/cron.d/* /var/spool/cron/crontabs/* /var/spool/cron/* /etc/systemd/system/*.service /lib/systemd/system/*.service'
    set +f
    set -- $pattern
    set -f
    for k; do
        [ -f "$k" ] && [ -r "$k" ] && tables="$tables $k"
    done
    [ -n "$tables" ] && cat $tables | grep -av '^[[:space:]]*#' | grep -aE "$2" |
        grep -aoE -- "$1[ =]+[^] \"';|&>]+" | sed -E 's,^[^ =]+[ =]+,,' | sort -u | head -n 20
}

# Asks the next rows to have the certificates of file $1.
want() { printf '%s\n' "$1" >>"$dir/$$.want"; }

# The holder of lock file $2 of client $1 (fcntl): /proc/locks names it by device and inode, which on a layered file
# system are others than stat says; there, who has the file open tells.
lock() {
    if [ ! -f "$2" ]; then
        absent "$2"
        return
    fi
    IFS=' ' read -r inode a <<STAT
$(stat -c '%i %d' -- "$2")
STAT
    node=$(printf '%02x:%02x:%s' $((a >> 8 & 4095)) $((a & 255 | a >> 12 & 0xfff00)) "$inode") by=
    while read -r _ a b c pid at _; do
        [ "$a" = '->' ] && continue
        [ "$at" = "$node" ] || holds "$pid" "$2" || continue
        by=$pid
        break
    done </proc/locks
    if [ -z "$by" ]; then
        fact free "$1" "$2"
        return
    fi
    l= w=
    read -r l <"/proc/$by/stat"
    read -r w <"/proc/$by/wchan"
    comm=${l#*\(}
    comm=${comm%\)*}
    set -- "$1" "$2" ${l##*\) }
    fact held "$1" "$2" "$by" "${22:-0}" "${3:-?}" "${w:-0}" "$comm"
}

# Does process $1 have file $2 open?
holds() {
    case $1 in '' | 0 | *[!0-9]*) return 1 ;; esac
    set +f
    for k in "/proc/$1/fd"/*; do
        [ "$(readlink "$k")" = "$2" ] && set -f && return
    done
    set -f
    return 1
}

# Sets said to what sudo prints for $@; fails where it may not.
allowed() {
    [ "$uid" != 0 ] && [ "$root" = yes ] && [ -z "$refused" ] || return 1
    sudo -n "$@" >"$f.sudo" 2>"$f.refused" && return
    grep -q '^sudo:' "$f.refused" || return 0
    refused=yes
    fact note "sudo -n was refused for what renews certificates: it needs a password or a rule"
    return 1
}
