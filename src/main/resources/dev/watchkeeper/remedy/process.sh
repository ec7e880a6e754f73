# The ids of this script and of all its ancestors, between blanks.
ancestors() {
    mine=' ' at=$$
    while [ "$at" -gt 1 ] && look "$at"; do
        mine="$mine$at "
        at=$ppid
    done
}

# Sets named to the user id of login name $1, or to nothing where /etc/passwd does not have it.
user_id() {
    named=
    case $1 in
        *[!0-9]*) ;;
        *) named=$1 && return ;;
    esac
    while IFS=: read -r name word id rest; do
        [ "$name" = "$1" ] && named=$id && break
    done < /etc/passwd
}

same_user() {
    owner "$1" || return 1
    user_id "$2"
    [ -z "$named" ] || [ "$named" = "$real" ] || [ "$named" = "$effective" ]
}

# Whether text $1 is as $2 asks: '=TEXT' equal, '^TEXT' begins with it, '-' anything.
fits() {
    case $2 in
        -) return 0 ;;
        =*) [ "$1" = "${2#=}" ] ;;
        *) [ "${1#"${2#^}"}" != "$1" ] ;;
    esac
}

# Reading a command line can block for ever, so a child does it. Succeeds too when it could not be
# read in time: boot, start time, user and name have been checked by then.
same_arguments() {
    [ "$2" = - ] && return 0
    (
        seen=$(tr '\000' ' ' < "/proc/$1/cmdline") || exit 2
        wanted=$2
        set -- $seen
        fits "$*" "$wanted"
    ) < /dev/null > /dev/null 2>&1 &
    await $!
    [ $? -ne 1 ]
}

ended() {
    [ "$state" = Z ] && [ "$threads" -le 1 ]
}

hidden() {
    case $(kill -0 "$1" 2>&1) in
        *ermi*) return 0 ;;
        *) return 1 ;;
    esac
}

# Sets verdict: ok, gone, or why process $1 with start $2, user $3, name $4 and arguments $5 must
# not be touched.
judge() {
    case $1 in
        '' | *[!0-9]* | 0 | 1) verdict=init && return ;;
    esac
    case $mine in
        *" $1 "*) verdict=ancestor && return ;;
    esac
    if ! look "$1"; then
        verdict=gone
        hidden "$1" && verdict=hidden
        return
    fi
    verdict=ok
    if [ "$start" != "$2" ]; then
        verdict=start
    elif ended; then
        verdict=gone
    elif [ $((flags & 2097152)) -ne 0 ]; then
        verdict=kernel
    elif [ "$comm" = sshd ] && [ "$ppid" -le 1 ]; then
        verdict=sshd
    elif ! fits "$comm" "$4"; then
        verdict=name
    elif ! same_user "$1" "$3"; then
        verdict=user
    elif ! same_arguments "$1" "$5"; then
        verdict=arguments
    fi
}

# Judges a target and says so unless it is to be touched.
allowed() {
    judge "$@"
    case $verdict in
        ok) return 0 ;;
        gone) say "gone $1 before" ;;
        *) say "refused $1 $verdict" ;;
    esac
    return 1
}

# Sends signal $1 to process $2, by sudo where the process is another user's.
send() {
    owner "$2"
    if [ "$sudo" != - ] && [ "$me" != 0 ] && [ "$real" != "$me" ]; then
        [ "$sudo" != refused ] || { say "refused $2 password" && return 1; }
        said=$(sudo -n kill "-$1" "$2" 2>&1 < /dev/null)
    else
        said=$(kill "-$1" "$2" 2>&1)
    fi && say "sent $1 $2" && return
    why=$(reason "$said")
    case $why in
        gone) say "gone $2 before" ;;
        *) say "refused $2 $why" ;;
    esac
    # One refusal is enough: asking again could lock the account.
    [ "$why" != password ] || sudo=refused
    return 1
}

prepare() {
    nonce=$1 sudo=$3
    if ! same_boot "$2"; then
        say 'refused - boot'
        say end
        exit 0
    fi
    owner $$
    me=$effective
    ancestors
}

wait_channel() {
    channel=
    { read -r channel < "/proc/$1/wchan"; } 2>/dev/null
    case $channel in
        '' | 0) channel=- ;;
    esac
}
