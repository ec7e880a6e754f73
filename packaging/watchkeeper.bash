# bash completion for watchkeeper

_watchkeeper() {
    local current=${COMP_WORDS[COMP_CWORD]} previous=${COMP_WORDS[COMP_CWORD - 1]} word command=
    case $previous in
        --fleet | --batch)
            COMPREPLY=($(compgen -f -- "$current"))
            return
            ;;
    esac
    for word in "${COMP_WORDS[@]:1:COMP_CWORD-1}"; do
        case $word in
            demo | check | probe | inspect | plan | fix | audit | sudoers | help)
                command=$word
                break
                ;;
        esac
    done
    local words
    case $command in
        '') words="demo check probe inspect plan fix audit sudoers help --fleet --version --help" ;;
        check) words="--json --nagios --openmetrics" ;;
        probe) words="--address --json" ;;
        inspect) words="--json" ;;
        fix) words="--yes" ;;
        audit) words="verify" ;;
        help) words="demo check probe inspect plan fix audit sudoers" ;;
        *) words="--help" ;;
    esac
    COMPREPLY=($(compgen -W "$words" -- "$current"))
}
complete -o bashdefault -F _watchkeeper watchkeeper
