# Sends commands to the command file of a Nagios. A command file that nobody reads takes no writer.

main() {
    begin "$1" "$2"
    config=$3
    shift 3
    [ -r "$config" ] || refuse config
    directive command_file
    [ -p "$value" ] || refuse no-reader
    for command in "$@"; do
        printf '[%s] %s\n' "$(date +%s)" "$command" | writing "$value" timeout -k 1 3 tee "$value" > /dev/null 2>&1
        case $? in
            0) say "sent $command" ;;
            124 | 137) refuse no-reader ;;
            *) refuse permission ;;
        esac
    done
    say end
}

main "$@"
