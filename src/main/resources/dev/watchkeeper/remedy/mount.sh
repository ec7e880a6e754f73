# Sets device and type of what is mounted at $1, written as mountinfo does; of several, the last.
mounted() {
    device= type=
    while read -r id parent number root point rest; do
        [ "$point" = "$1" ] || continue
        device=$number
        type=${rest#*- }
        type=${type%% *}
    done < /proc/self/mountinfo
    [ -n "$device" ]
}

refuse() {
    say "refused - $1"
    say end
    exit 0
}

# Stops unless device $4 is still what is mounted at $3, in boot $2.
prepare() {
    nonce=$1
    same_boot "$2" || refuse boot
    mounted "$3" || refuse unmounted
    [ "$device" = "$4" ] || refuse other-mount
    owner $$
    me=$effective
}

# Sets answer to what the file system at $1 says: yes, error or none; to link where a link leads
# there. Asking can hang, so a child does it.
ask() {
    (
        if cd -P -- "${1%/*}/"; then
            [ "$(pwd -P)" = "${1%/*}" ] || [ -z "${1%/*}" ] || exit 9
        fi
        stat -f -- "$1" && exit 0
        exit 8
    ) < /dev/null > /dev/null 2>&1 &
    await $!
    case $? in
        0) answer=yes ;;
        8) answer=error ;;
        9) answer=link ;;
        *) answer=none ;;
    esac
}
