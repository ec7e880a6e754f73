# What the scripts for a supervision share.

begin() {
    nonce=$1 sudo=$2
    owner $$
    me=$effective
    umask 022
}

refuse() {
    say "refused - $1"
    say end
    exit 0
}

as_root() {
    if [ "$sudo" != - ] && [ "$me" != 0 ]; then
        sudo -n "$@"
    else
        "$@"
    fi
}

# Runs the words after the first as root, unless this login may write to $1 by itself.
writing() {
    if [ -w "$1" ]; then
        shift
        "$@"
    else
        shift
        as_root "$@"
    fi
}

# Sets value to what directive $1 of Nagios's main configuration file says last.
directive() {
    value=$(sed -n "s/^[[:space:]]*$1[[:space:]]*=[[:space:]]*//p" "$config" | tail -n 1)
}

is_nagios() {
    case $pid in '' | *[!0-9]*) return 1 ;; esac
    look "$pid" && [ "$state" != Z ] && case $comm in nagios*) return 0 ;; esac
    return 1
}

# Sets pid to the main process of the supervision; fails where there is none.
daemon() {
    pid=
    if [ "$kind" = nagios ]; then
        # The lock file is not written by one that was started in the foreground.
        directive lock_file
        { read -r pid rest < "$value"; } 2>/dev/null
        is_nagios && return 0
        directive status_file
        pid=$(sed -n 's/^[[:space:]]*nagios_pid=//p' "$value" 2>/dev/null | head -n 1)
        is_nagios && return 0
        pid=
        return 1
    fi
    for at in /proc/[0-9]*; do
        look "${at##*/}" || continue
        [ "$state" != Z ] || continue
        [ "$comm" = "$kind" ] || [ "$comm" = "${kind}2" ] || continue
        case $kind in
            # The first of its processes starts and ends the others.
            icinga) read -r above < "/proc/$ppid/comm" && [ "$above" = icinga2 ] && continue ;;
            prometheus) tr '\000' '\n' < "$at/cmdline" 2>/dev/null | grep -qxF -e "--config.file=$config" -e "$config" || continue ;;
        esac
        pid=${at##*/}
        return 0
    done
    return 1
}
