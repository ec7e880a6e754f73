# What the scripts that add to, and take from, the configuration of a supervision share.

put() {
    printf '%s\n' "$1" | beside tee "$file" > /dev/null 2>&1
}

# In the folder of the file.
beside() {
    writing "${file%/*}" "$@"
}

# Sets file to one that the supervision reads, in a folder that is there.
find_file() {
    file=
    case $kind in
        nagios)
            folders=$(sed -n 's/^[[:space:]]*cfg_dir[[:space:]]*=[[:space:]]*//p' "$config")
            # One below its own before that of somebody else, such as the plugins'.
            own=$(printf '%s\n' "$folders" | grep "^$(dirname "$config")/")
            for folder in $own $folders; do
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
        icinga)
            for folder in $(sed -n 's/^[[:space:]]*include_recursive[[:space:]]*"\([^"]*\)".*/\1/p' "$config"); do
                case $folder in /*) ;; *) folder=$(dirname "$config")/$folder ;; esac
                [ -d "$folder" ] && writable "$folder" && file=$folder/watchkeeper-$slug.conf && return
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
        icinga) binary=$(readlink "/proc/$pid/exe") || binary=$(command -v icinga2) ;;
        *) return 1 ;;
    esac
    [ -x "$binary" ]
}

verified() {
    case $kind in
        nagios) as_root "$binary" -v "$config" < /dev/null 2>&1 & ;;
        icinga) icinga_verifies < /dev/null 2>&1 & ;;
        *) "$binary" check config "$config" < /dev/null 2>&1 & ;;
    esac
    await $! 1500
}

# As the daemon itself was started, for its constants may be given there.
icinga_verifies() {
    set --
    place=before
    while IFS= read -r word; do
        case $place in
            before) [ "$word" != daemon ] || place=options ;;
            value) place=options ;;
            *)
                case $word in
                    -e | --errorlog) place=value ;;
                    -d | --daemonize | --close-stdio) ;;
                    *) set -- "$@" "$word" ;;
                esac
                ;;
        esac
    done << WORDS
$(tr '\000' '\n' < "/proc/$pid/cmdline")
WORDS
    as_root "$binary" daemon -C "$@"
}

reload() {
    daemon && as_root kill -HUP "$pid" 2>&1
}
