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
