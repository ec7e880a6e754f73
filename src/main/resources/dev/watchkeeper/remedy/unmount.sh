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

# Sets users to the ids of at most 8 processes that have something of mount $1 open.
users() {
    set +f
    users=$(ls -ln /proc/[0-9]*/cwd /proc/[0-9]*/root /proc/[0-9]*/fd 2>/dev/null | below "$1")
    set -f
}

# Sets still: `held` where the FUSE connection goes on although it is mounted nowhere, `-` where
# that cannot be told. It ends with the last that has something of it open.
connection() {
    still=-
    [ -n "$number" ] || return
    turns=0
    while [ -e "/sys/fs/fuse/connections/$number" ]; do
        [ "$turns" -lt 10 ] || { still=held && return; }
        turns=$((turns + 1))
        nap 0.2
    done
    still=
}

gone() {
    ! mounted "$1" || [ "$device" != "$2" ]
}

# What only lets go of its place is not gone: who uses it is told.
detach() {
    users "$3"
    say "busy force $status"
    unmount "$1" -l "$3"
    if ! gone "$2" "$4"; then
        say "left lazy $status"
        return
    fi
    connection
    for user in $users; do
        say "user $user"
    done
    say "unmounted lazy${still:+ $still}"
}

main() {
    case $5 in
        / | '' | [!/]* | */../* | */..) nonce=$1 && refuse path ;;
    esac
    prepare "$1" "$2" "$4" "$6"
    number=
    case $type in
        fuse | fuse.* | fuseblk) number=${6#*:} ;;
    esac
    [ -n "$number" ] && [ -e "/sys/fs/fuse/connections/$number" ] || number=
    ask "$5"
    case $answer:$7 in
        link:*) refuse link ;;
        yes:*) refuse answers ;;
        none:dead) refuse silent ;;
    esac
    unmount "$3" -f "$5"
    # It breaks the connection also where it answers that the target is busy; who waited leaves then.
    if ! gone "$4" "$6" && [ "$7" != force ]; then
        nap 0.5
        unmount "$3" -f "$5"
    fi
    if gone "$4" "$6"; then
        say 'unmounted force'
    elif [ "$7" = force ]; then
        say "left force $status"
    else
        detach "$3" "$4" "$5" "$6"
    fi
    say end
}

main "$@"
