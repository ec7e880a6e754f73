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
        old=$(as_root cat "$file") || refuse no-folder
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
    if [ "$kind" = nagios ] && ! listed "$@"; then
        take_back
        reload
        refuse unseen
    fi
    say seen
    [ "$kind" != nagios ] || check_now "$@"
    say end
}

# What was just added is checked at once, and not at some time within the first hour.
check_now() {
    directive command_file
    [ -p "$value" ] || return 0
    for object in "$@"; do
        printf '[%s] SCHEDULE_FORCED_SVC_CHECK;%s;%s;%s\n' "$(date +%s)" "${object%%/*}" "${object#*/}" "$(date +%s)"
    done | as_root timeout -k 1 3 tee "$value" > /dev/null 2>&1
}

put() {
    printf '%s\n' "$1" | as_root tee "$file" > /dev/null 2>&1
}

take_back() {
    if [ -n "$had" ]; then
        put "$old"
    else
        as_root rm -f "$file"
    fi
    say taken-back
}

# Sets file to one that the supervision reads, in a folder that is there.
find_file() {
    file=
    case $kind in
        nagios)
            for folder in $(sed -n 's/^[[:space:]]*cfg_dir[[:space:]]*=[[:space:]]*//p' "$config"); do
                [ -d "$folder" ] && writable "$folder" && file=$folder/watchkeeper-$slug.cfg && return
            done
            ;;
        prometheus)
            for pattern in $(rule_files); do
                case $pattern in /*) ;; *) pattern=$(dirname "$config")/$pattern ;; esac
                folder=${pattern%/*} name=${pattern##*/}
                case $name in *'*'*) ;; *) continue ;; esac
                tail=${name##*\*}
                [ -d "$folder" ] && writable "$folder" || continue
                file=$folder/${name%%\**}watchkeeper-$slug${tail:-.yml}
                return
            done
            ;;
    esac
    return 1
}

writable() {
    [ -w "$1" ] || { [ "$sudo" != - ] && [ "$me" != 0 ]; }
}

rule_files() {
    sed -n '/^rule_files:/,/^[a-z]/s/^[[:space:]]*-[[:space:]]*["'"'"']*\([^"'"'"' #]*\).*/\1/p' "$config"
}

# Sets binary to the program that checks the configuration.
verifier() {
    case $kind in
        nagios) binary=$(readlink "/proc/$pid/exe") || binary=$(command -v nagios4 || command -v nagios) ;;
        prometheus) binary=$(command -v promtool) ;;
        *) return 1 ;;
    esac
    [ -x "$binary" ]
}

verified() {
    case $kind in
        nagios) as_root "$binary" -v "$config" < /dev/null 2>&1 & ;;
        *) "$binary" check config "$config" < /dev/null 2>&1 & ;;
    esac
    await $! 1500
}

reload() {
    daemon && as_root kill -HUP "$pid" 2>&1
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
