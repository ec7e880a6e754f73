# Removes a lock file that nobody holds, which is proven or left alone.
known() {
    case $1 in
        [!/]* | */../* | */.. | '' | /) refuse path ;;
    esac
    [ ! -L "$1" ] || refuse link
    if [ ! -e "$1" ]; then
        say absent
        say end
        exit 0
    fi
    [ -f "$1" ] || refuse no-file
    cd -P -- "${1%/*}/" || refuse permission
    [ "$(pwd -P)" = "${1%/*}" ] || [ -z "${1%/*}" ] || refuse link
    inode=$(ls -di -- "$1") && inode=${inode# } && inode=${inode%% *}
    case $inode in
        '' | *[!0-9]*) refuse failed ;;
    esac
}

# Sets by to a process that holds the kernel's lock on $inode, or has it or path $1 open.
held() {
    by=
    while read -r number kind rest; do
        [ "$kind" != '->' ] || continue
        set -- "$1" $rest
        case $5 in
            *:"$inode") by=$4 && return ;;
        esac
    done < /proc/locks
    set +f
    open=$(grep -rlsE "^ino:[^0-9]*$inode\$" /proc/[0-9]*/fdinfo | head -n 1)
    users=$(ls -ln /proc/[0-9]*/fd 2>/dev/null | below "$1")
    set -f
    case $open in
        /proc/*) by=${open#/proc/} && by=${by%%/*} ;;
        *) by=${users%%[!0-9]*} ;;
    esac
    [ -n "$by" ]
}

still() {
    comm=-
    look "$1" || :
    say "held $1 $comm"
    say end
    exit 0
}

# Sets proof: `ended` where the lock names a process that does not run, `boot` where it is older
# than the system's start. An empty file of this boot proves nothing: who made it may be at work.
prove() {
    proof= one= more=
    { read -r one more < "$1"; } 2>/dev/null
    case $one:$more in
        : | *[!0-9:]* | *:?*) ;;
        *)
            look "$one" && ! ended && still "$one"
            proof=ended
            return
            ;;
    esac
    while read -r field value; do
        [ "$field" = btime ] && break
    done < /proc/stat
    made=$(stat -c %Y -- "$1") && [ "$made" -lt "$value" ] && proof=boot
    [ -n "$proof" ] || refuse unproven
}

main() {
    nonce=$1
    same_boot "$2" || refuse boot
    [ "$(id -u)" = 0 ] || refuse not-root
    command -v grep > /dev/null || refuse failed
    known "$4"
    held "$4" && still "$by"
    prove "$4"
    aside=$4.watchkeeper-$$
    [ ! -e "$aside" ] && mv -- "$4" "$aside" || refuse failed
    # Whoever came for it in between has it open now.
    if held "$aside"; then
        ln -- "$aside" "$4" && rm -f -- "$aside"
        still "$by"
    fi
    rm -f -- "$aside"
    say "removed $proof"
    say end
}

main "$@"
