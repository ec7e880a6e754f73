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
        # Nobody else would end it.
        case $turn:$fate in
            0:"running ${job:-none}") kill -TERM "-$job" 2>/dev/null ;;
            20:"running ${job:-none}") kill -KILL "-$job" 2>/dev/null ;;
        esac
        turn=$((turn + 1))
        nap 0.25
        fate
    done
    say "$fate"
    say end
}

main "$@"
