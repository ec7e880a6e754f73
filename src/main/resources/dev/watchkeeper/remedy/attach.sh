main() {
    nonce=$1 run=$2 offset=$3 patience=$4 whose=$5
    booted=-
    same_boot - || :
    places
    if ! find_run "$run"; then
        say absent
        say end
        exit 0
    fi
    [ "$whose" = own ] || : > "$dir/followed"
    about "$run"
    follow
}

main "$@"
