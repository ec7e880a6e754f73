# Starts a runner that nothing ties to this connection, and follows it.
quote() {
    rest=$1 quoted=
    while :; do
        case $rest in
            *\'*) quoted=$quoted${rest%%\'*}"'\\''" rest=${rest#*\'} ;;
            *) break ;;
        esac
    done
    quoted="'$quoted$rest'"
}

# Everything that the runner must know, which it reads and removes: the words of the command are
# left in no file.
command_file() {
    quote "${HOME-}"
    printf 'HOME=%s\n' "$quoted"
    quote "$PWD"
    printf 'export HOME\ncd %s 2>/dev/null\n' "$quoted"
    printf 'run=%s sudo=%s lock_name=%s limit=%s grace=50 cap=4194304\nset --' \
        "$run" "$sudo" "$lock_name" "$limit"
    for word in "$@"; do
        quote "$word"
        printf ' %s' "$quoted"
    done
    echo
}

runner_file() {
    cat << 'END OF THE RUNNER'
@RUNNER@
END OF THE RUNNER
}

# As a unit of its own where systemd is the first process and lets us: then even the end of the
# login session's processes does not reach it.
as_unit() {
    [ -d /run/systemd/system ] && command -v systemd-run > /dev/null 2>&1 || return 1
    case $dir in
        *[!A-Za-z0-9/._-]*) return 1 ;;
    esac
    scope=
    if [ "$uid" -ne 0 ]; then
        [ -e "/var/lib/systemd/linger/$(id -un)" ] || return 1
        scope=--user
        XDG_RUNTIME_DIR=${XDG_RUNTIME_DIR:-/run/user/$uid}
        export XDG_RUNTIME_DIR
    fi
    systemd-run $scope --quiet --no-ask-password --collect --unit="watchkeeper-run-$run" \
        --description="Watchkeeper run $run" -p "RuntimeMaxSec=$((limit + 60))" \
        -p KillMode=process /bin/sh "$dir/runner" "$dir" > /dev/null 2>&1 < /dev/null &
    await $! 250
}

alone() {
    if command -v setsid > /dev/null 2>&1; then
        (setsid sh "$dir/runner" "$dir" < /dev/null > /dev/null 2>&1 &)
    else
        (set -m; sh "$dir/runner" "$dir" < /dev/null > /dev/null 2>&1 &)
    fi
}

refuse() {
    drop "$dir"
    say "refused - $1"
    say end
    exit 75
}

# Waits for the runner's word: its pid, or why it will not run.
begun() {
    turn=0
    while [ ! -e "$dir/pid" ] && [ ! -e "$dir/refused" ] && [ "$turn" -lt 200 ]; do
        turn=$((turn + 1))
        nap 0.05
    done
    word=
    { read -r word < "$dir/refused"; } 2>/dev/null
    case $word in
        '') ;;
        busy*) other $word ;;
        *) refuse "$word" ;;
    esac
}

# Somebody else has begun it: his run is followed where it can be seen, and nothing is begun.
other() {
    drop "$dir"
    if ! find_run "${3:--}"; then
        say "busy $2"
        say end
        exit 75
    fi
    run=$3
    : > "$dir/followed"
    say "attached $run $2"
}

main() {
    nonce=$1 sudo=$2 lock_name=$3 run=$4 limit=$5 patience=$6 who=$7 name=$8
    shift 8
    booted=- offset=0
    same_boot - || :
    places
    sweep
    dir=
    make_run "$run" || refuse spool
    printf '%s %s %s %s\n' "$name" "$who" "$(date +%s)" "$limit" > "$dir/about"
    runner_file > "$dir/runner" && command_file "$@" > "$dir/starting" &&
        mv -f "$dir/starting" "$dir/command" || refuse spool
    as_unit || alone
    begun
    about "$run"
    fate
    case $fate in
        running*) say "started ${fate#running }" ;;
    esac
    follow
}

main "$@"
