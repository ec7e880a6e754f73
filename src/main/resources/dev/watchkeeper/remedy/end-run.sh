# Asks the runner to end its command, and waits for what comes of it.
main() {
    nonce=$1 run=$2
    booted=-
    same_boot - || :
    places
    if ! find_run "$run"; then
        say absent
        say end
        exit 0
    fi
    fate
    turn=0
    while :; do
        case $fate in
            running* | starting) ;;
            *) break ;;
        esac
        [ -e "$dir/cancel" ] || : > "$dir/cancel"
        [ "$turn" -lt 60 ] || break
        turn=$((turn + 1))
        nap 0.25
        fate
    done
    say "$fate"
    say end
}

main "$@"
