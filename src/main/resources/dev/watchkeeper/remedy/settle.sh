# Keeps what was added to a supervision, or takes it back, by what its list says of it.

main() {
    begin "$1" "$2"
    kind=$3 config=$4 slug=$5 verdict=$6
    [ -r "$config" ] || refuse config
    find_file || refuse no-folder
    [ ! -L "$file" ] || refuse link
    if [ "$verdict" = keep ]; then
        beside rm -f "$file.before"
        say kept
    else
        if [ -e "$file.before" ]; then
            beside mv -f "$file.before" "$file"
        else
            beside rm -f "$file"
        fi || refuse permission
        say taken-back
        reload || say not-reloaded
    fi
    say end
}

set +f
main "$@"
