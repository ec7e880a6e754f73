main() {
    prepare "$1" "$2" "$3"
    shift 3
    if allowed "$@" && send CONT "$1"; then
        nap 0.2
        look "$1" || state=-
        say "state $1 $state"
    fi
    say end
}

main "$@"
