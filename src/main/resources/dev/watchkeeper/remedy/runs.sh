# Lists the runs of this login, the newest first.
main() {
    nonce=$1
    booted=-
    same_boot - || :
    places
    say "now $(date +%s)"
    gone=" $(old | tr '\n' ' ') "
    for place in "$first" "$second"; do
        base_in "$place" || continue
        for run in $(ls -1t "$base"); do
            is_run "$run" && dir=$base/$run && ours "$dir" || continue
            fate
            about "$run"
            ended=-
            [ ! -e "$dir/status" ] || ended=$(stat -c %Y "$dir/status" 2>/dev/null) || ended=-
            say "fate $run $ended $fate"
            case $gone in
                *" $dir "*) say "old $run" ;;
            esac
        done
    done
    say end
}

main "$@"
