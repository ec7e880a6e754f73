# Removes what is kept of a run that has ended, unless somebody else has followed it: he may want to
# know how it ended.
main() {
    nonce=$1 run=$2
    booted=-
    same_boot - || :
    places
    if ! find_run "$run"; then
        say absent
        say end
        exit 0
    fi
    fate
    case $fate in
        running* | starting) ;;
        *) [ -e "$dir/followed" ] || { drop "$dir" && fate=absent; } ;;
    esac
    [ "$fate" != absent ] || rmdir "$base" "${base%/runs}" 2>/dev/null
    say "$fate"
    say end
}

main "$@"
