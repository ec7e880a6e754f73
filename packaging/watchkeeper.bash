# bash completion for watchkeeper

_watchkeeper() {
    local current=${COMP_WORDS[COMP_CWORD]} previous=${COMP_WORDS[COMP_CWORD - 1]} word command=
    case $previous in
        --fleet)
            COMPREPLY=($(compgen -f -- "$current"))
            return
            ;;
        --starttls)
            COMPREPLY=($(compgen -W "auto smtp submission imap pop3 ftp ldap xmpp xmpp-server postgres mysql nntp sieve irc" -- "$current"))
            return
            ;;
    esac
    for word in "${COMP_WORDS[@]:1:COMP_CWORD-1}"; do
        case $word in
            demo | check | findings | probe | compare | judge | inspect | plan | fix | runs | attach | hosts | audit | sudoers | supervision | drill | \
                watch | ack | silence | mutes | unmute)
                command=$word
                break
                ;;
        esac
    done
    local words
    case $command in
        '') words="demo check findings probe compare judge inspect plan fix runs attach hosts audit sudoers supervision drill watch ack silence mutes unmute --fleet --version --help" ;;
        check) words="--json --nagios --openmetrics" ;;
        probe) words="--address --starttls --deep --json --pem --text" ;;
        compare) words="--starttls --json" ;;
        judge) words="--batch --text --json" ;;
        inspect) words="--json" ;;
        fix) words="--yes --plan" ;;
        attach) words="--end" ;;
        audit) words="verify" ;;
        hosts) words="accept" ;;
        supervision) words="--gaps --objects --json" ;;
        drill) words="--page --json" ;;
        ack | silence) words="--reason --until" ;;
        *) words="--help" ;;
    esac
    COMPREPLY=($(compgen -W "$words" -- "$current"))
}
complete -o bashdefault -F _watchkeeper watchkeeper
