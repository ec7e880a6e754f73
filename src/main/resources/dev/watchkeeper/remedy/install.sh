# Adds a file to the configuration of a supervision; takes it back where that fails.

main() {
    begin "$1" "$2"
    kind=$3 config=$4 slug=$5 content=$6
    shift 6
    [ -r "$config" ] || refuse config
    daemon || refuse no-daemon
    find_file || refuse no-folder
    [ ! -L "$file" ] || refuse link
    verifier || refuse no-binary
    old= had=
    if [ -e "$file" ]; then
        had=yes
        old=$(beside cat "$file") || refuse no-folder
    fi
    # What was there before a run that broke off in the middle is what is gone back to.
    if [ "$kind" != nagios ] && [ -n "$had" ] && [ ! -e "$file.before" ]; then
        beside cp "$file" "$file.before" || refuse no-folder
    fi
    if ! put "$content"; then
        take_back
        refuse no-folder
    fi
    say "wrote $file"
    if ! verified; then
        take_back
        refuse verify
    fi
    say verified
    reload || { take_back && refuse permission; }
    say "reloaded $pid"
    if [ "$kind" = nagios ]; then
        if ! listed "$@"; then
            take_back
            reload
            refuse unseen
        fi
        say seen
        check_now "$@"
    fi
    say end
}

# What was just added is checked at once, and not at some time within the first hour.
check_now() {
    directive command_file
    [ -p "$value" ] || return 0
    for object in "$@"; do
        printf '[%s] SCHEDULE_FORCED_SVC_CHECK;%s;%s;%s\n' "$(date +%s)" "${object%%/*}" "${object#*/}" "$(date +%s)"
    done | writing "$value" timeout -k 1 3 tee "$value" > /dev/null 2>&1
}

take_back() {
    if [ -n "$had" ]; then
        put "$old"
    else
        beside rm -f "$file"
    fi
    as_root rm -f "$file.before"
    say taken-back
}

# Waits at most half a minute until Nagios lists each HOST/SERVICE, and has written down its state.
listed() {
    directive object_cache_file
    cache=$value
    directive status_file
    turn=0
    while [ "$turn" -lt 60 ]; do
        missing=
        for object in "$@"; do
            service=${object#*/}
            grep -qF "	service_description	$service" "$cache" 2>/dev/null &&
                grep -qF "	service_description=$service" "$value" 2>/dev/null || missing=yes
        done
        [ -n "$missing" ] || return 0
        turn=$((turn + 1))
        nap 0.5
    done
    return 1
}

set +f
main "$@"
