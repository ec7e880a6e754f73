# Reading the configuration of a Nagios Core 4 and its files. POSIX sh. Sent in front of what asks, behind lines that set
#   nonce    begins every row
#   config   path of nagios.cfg
#   root     yes: sudo -n may read status.dat and objects.cache
# A row has a tag, and fields with \037 in between. Those of this part are
#   clock SECONDS; file KIND PATH ok|gone|unread|odd|sudo CHANGED SIZE GROUP; cfg KEY VALUE
LC_ALL=C
export LC_ALL
set -f
exec 2>/dev/null
us=$(printf '\037')

# Prints a row of tag $1 with the other arguments as its fields.
fact() {
    tag=$1
    shift
    IFS=$us
    printf '%s %s %s\n' "$nonce" "$tag" "$*"
    unset IFS
}

# Sets state to what file $2 is, and prints it as $1.
file() {
    if [ -f "$2" ] && [ -r "$2" ]; then
        state=ok
    elif [ -f "$2" ]; then
        state=unread
        [ "$root" = yes ] && [ "$1" != config ] && [ "$1" != log ] && state=sudo
    elif [ -e "$2" ]; then
        state=odd
    else
        a=${2%/*}
        while [ -n "$a" ] && [ ! -d "$a" ]; do a=${a%/*}; done
        state=gone
        # Where the folder may not be entered, nobody knows.
        [ -x "${a:-/}" ] || state=unread
    fi
    at=0 size=0 group=
    IFS=' ' read -r at size group <<STAT
$(stat -L -c '%Y %s %G' -- "$2")
STAT
    fact file "$1" "$2" $state "${at:-0}" "${size:-0}" "$group"
}

# Prints file $1, of which state was found to be.
content() {
    case $state in
    ok) cat -- "$1" ;;
    sudo) sudo -n cat "$1" ;;
    esac
}

# Sets the variables named like the settings that are wanted; relative paths are beside the configuration.
settings() {
    status_file= object_cache_file= command_file= log_file= lock_file= resource_file=
    interval_length=60 check_external_commands=1
    while IFS= read -r line; do
        case $line in [a-z]*=*) ;; *) continue ;; esac
        k=${line%%=*} v=${line#*=}
        while [ "$k" != "${k%[[:space:]]}" ]; do k=${k%[[:space:]]}; done
        while [ "$v" != "${v#[[:space:]]}" ]; do v=${v#[[:space:]]}; done
        while [ "$v" != "${v%[[:space:]]}" ]; do v=${v%[[:space:]]}; done
        case $k in
        status_file | object_cache_file | command_file | log_file | lock_file | resource_file)
            case $v in /*) ;; *) v=${config%/*}/$v ;; esac
            ;;
        interval_length | check_external_commands) ;;
        *) continue ;;
        esac
        eval "$k=\$v"
    done <"$config"
    for k in status_file object_cache_file command_file log_file interval_length check_external_commands; do
        eval "v=\$$k"
        fact cfg $k "$v"
    done
}
