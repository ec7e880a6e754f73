# Restarts the daemon of a supervision.

main() {
    begin "$1" "$2"
    kind=$3 config=$4
    shift 4
    if [ $# -eq 0 ]; then
        unit || refuse no-unit
        if [ -d /run/systemd/system ]; then
            set -- systemctl restart "$unit"
        else
            set -- service "$unit" restart
        fi
    fi
    daemon
    # One that is stopped takes no TERM.
    [ -z "$pid" ] || [ "$state" != T ] || as_root kill -CONT "$pid" 2>&1
    # An init script that has to kill it takes it for running while it still ends, and starts none.
    for patience in 10 80; do
        as_root "$@" < /dev/null 2>&1 &
        await $! 5000
        status=$?
        say "restarted $status"
        [ "$status" = 0 ] || break
        comes_up "$patience" && break
    done
    [ "$status" != 0 ] || [ -n "$pid" ] || say silent
    say end
}

# Waits for the daemon at most $1 half seconds.
comes_up() {
    turn=0
    while [ "$turn" -lt "$1" ]; do
        if daemon && [ "$state" != T ]; then
            say "running $pid"
            return 0
        fi
        pid=
        turn=$((turn + 1))
        nap 0.5
    done
    return 1
}

# Sets unit to the name of the service.
unit() {
    case $kind in
        nagios) set -- nagios4 nagios nagios3 ;;
        icinga) set -- icinga2 ;;
        *) set -- prometheus ;;
    esac
    for unit in "$@"; do
        if [ -d /run/systemd/system ]; then
            systemctl cat "$unit" > /dev/null 2>&1 && return 0
        elif [ -x "/etc/init.d/$unit" ]; then
            return 0
        fi
    done
    return 1
}

set +f
main "$@"
