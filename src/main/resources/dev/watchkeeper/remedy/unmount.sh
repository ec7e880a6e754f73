# Runs umount $2 on $3 in a child, which can hang, for at most about 5 seconds. 100 and more: sudo
# refused.
unmount() {
    (
        if [ "$1" = sudo ] && [ "$me" != 0 ]; then
            said=$(sudo -n umount "$2" "$3" 2>&1)
        else
            said=$(umount "$2" "$3" 2>&1)
        fi
        status=$?
        case $status:$(reason "$said") in
            0:*) exit 0 ;;
            *:password) exit 100 ;;
            *:no-sudo) exit 101 ;;
            *:permission) exit 102 ;;
            *) exit "$status" ;;
        esac
    ) < /dev/null > /dev/null 2>&1 &
    await $! 250
    status=$?
    case $status in
        100) refuse password ;;
        101) refuse no-sudo ;;
        102) refuse permission ;;
    esac
}

main() {
    case $5 in
        / | '' | [!/]* | */../* | */..) nonce=$1 && refuse path ;;
    esac
    prepare "$1" "$2" "$4" "$6"
    unmount "$3" -f "$5"
    # It breaks the connection also where it answers that the target is busy.
    if ! mounted "$4" || [ "$device" != "$6" ]; then
        say 'unmounted force'
    elif [ "$7" = lazy ]; then
        say "busy force $status"
        unmount "$3" -l "$5"
        if ! mounted "$4" || [ "$device" != "$6" ]; then
            say 'unmounted lazy'
        else
            say "left lazy $status"
        fi
    else
        say "left force $status"
    fi
    say end
}

main "$@"
