# Removes temporary folders of Ansible's: ansible-tmp-EPOCH-PID-RANDOM of a task that was ended,
# ansible-local-PID???????? of a run that was.
known() {
    case $1 in
        *[!A-Za-z0-9._/+@?-]* | */../* | */./* | [!/]*) return 1 ;;
    esac
    case ${1##*/} in
        ansible-tmp-[0-9]*-[0-9]*-[0-9]*) case ${1##*/ansible-tmp-} in *[!0-9.-]*) return 1 ;; esac ;;
        ansible-local-[0-9]*'????????') runs "${1##*/ansible-local-}" && return 1 ;;
        *) return 1 ;;
    esac
    return 0
}

# Whether the run whose number stands before the marks still runs.
runs() {
    number=${1%%\?*}
    case $number in
        '' | *[!0-9]*) return 0 ;;
    esac
    look "$number" && [ "$state" != Z ]
}

# Enters the folder above, through no link.
enter() {
    cd -P -- "${1%/*}/" 2>/dev/null && [ "$(pwd -P)" = "${1%/*}" ]
}

# Whether something is mounted at $1 or below it.
mounted() {
    while read -r id parent device root point rest; do
        case $point in
            "$1" | "$1"/*) return 0 ;;
        esac
    done < /proc/self/mountinfo
    return 1
}

remove() {
    known "$1" || { say "kept $1 path" && return; }
    if [ ! -d "${1%/*}" ]; then
        case $(ls -ld -- "${1%/*}" 2>&1) in
            *ermi*) say "kept $1 permission" ;;
            *) say "absent $1" ;;
        esac
        return
    fi
    enter "$1" || { say "kept $1 link" && return; }
    set +f
    found=
    for each in ${1##*/}; do
        [ -d "$each" ] && [ ! -L "$each" ] || continue
        found=$each
        ! mounted "${1%/*}/$each" && rm -rf -- "./$each" 2>/dev/null
        [ ! -e "$each" ] || { say "kept $1 failed" && set -f && return; }
    done
    set -f
    if [ -n "$found" ]; then say "removed $1"; else say "absent $1"; fi
}

main() {
    nonce=$1
    if same_boot "$2"; then
        shift 2
        for path in "$@"; do
            remove "$path"
        done
    else
        say "refused - boot"
    fi
    say end
}

main "$@"
