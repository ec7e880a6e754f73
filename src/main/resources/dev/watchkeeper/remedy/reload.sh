# Tests a server's configuration and, where it holds, asks its first process to load it.
# Words after those of the process: the signal, and the command that tests.
main() {
    prepare "$1" "$2" "$3"
    shift 3
    if allowed "$1" "$2" "$3" "$4" "$5"; then
        pid=$1 signal=$6
        shift 6
        if tested "$@" && send "$signal" "$pid"; then
            nap 0.5
            look "$pid" || state=-
            say "state $pid $state"
        fi
    fi
    say end
}

# A test may look up names or read a dead mount: it is given 15 s.
tested() {
    if [ "$sudo" != - ] && [ "$me" != 0 ]; then
        sudo -n "$@" < /dev/null 2>&1 &
    else
        "$@" < /dev/null 2>&1 &
    fi
    await $! 750
    case $? in
        0) return 0 ;;
        126 | 127) say "refused $pid no-test" ;;
        *) say "refused $pid test" ;;
    esac
    return 1
}

main "$@"
