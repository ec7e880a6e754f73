# What bounds the runs that are under way: their service, and the configuration of Ansible.

settings() {
    v=-
    read -r v <sys/fs/fuse/max_request_timeout
    row fuselimit "$v"
    l=
    for p in $runners; do l="$l $p/cgroup"; done
    [ -n "$l" ] && grep -Hs '\.service' $l | sed -n \
        "s,^\([0-9]*\)/cgroup:[0-9]*:\(name=systemd\)*:.*/\([^/ ]*\.service\).*,$nonce in \1 \3,p"
    n=0 mounted=$(readlink self/ns/mnt)
    for p in $plays; do
        n=$((n + 1))
        [ $n -gt 8 ] && return
        play "$p"
    done
}

# Which ansible.cfg applies to run $1, in the order in which Ansible looks for one.
play() {
    # Who blocks readers of its arguments blocks those of its environment, too.
    case "$blocks $stopped " in
    "0 "*" $1 "* | [!0]*) row play "$1" unread "reading of processes blocks here" && return ;;
    esac
    [ -r "$1/environ" ] || {
        row play "$1" unread "its environment is another user's"
        return
    }
    # A path of its own mounts means something else here.
    [ "$(readlink "$1/ns/mnt")" = "$mounted" ] || {
        row play "$1" unread "it has mounts of its own"
        return
    }
    config= home= cwd=$(readlink "$1/cwd")
    env=$(tr '\000\012' '\012\040' <"$1/environ" | grep -aE '^(ANSIBLE_CONFIG|ANSIBLE_TASK_TIMEOUT|HOME)=' | cut -b 1-500)
    while IFS= read -r l; do
        case $l in
        ANSIBLE_CONFIG=*) config=${l#*=} && row play "$1" env "$l" ;;
        ANSIBLE_TASK_TIMEOUT=*) row play "$1" env "$l" ;;
        HOME=*) home=${l#*=} ;;
        esac
    done <<ENV
$env
ENV
    case $config in
    '' | /*) ;;
    '~'/*) config=$home/${config#??} ;;
    *) config=$cwd/$config ;;
    esac
    for c in "$config" "$cwd/ansible.cfg" "$home/.ansible.cfg" /etc/ansible/ansible.cfg; do
        case $c in '' | *"
"*) continue ;; esac
        reachable "$c" || {
            row play "$1" unread "$c lies on a mount that does not answer"
            return
        }
        [ -d "$c" ] && c=$c/ansible.cfg
        [ -f "$c" ] || continue
        # Ansible passes over one in a folder that everybody may write to.
        if [ "$c" = "$cwd/ansible.cfg" ] && [ "$c" != "$config" ]; then
            case $(stat -c %a -- "$cwd") in *[2367]) continue ;; esac
        fi
        [ -r "$c" ] || {
            row play "$1" unread "$c may not be read by this user"
            return
        }
        row play "$1" file "$c"
        grep -anE '^[[:space:]]*(\[|task_timeout|timeout)' "$c" | cut -b 1-300 | sed -n "1,60s,^,$nonce play $1 line ,p"
        return
    done
    row play "$1" none
}

# Does $1 lie on no mount that is silent?
reachable() {
    for k in $hung; do
        eval "v=\$path_$k"
        case $1/ in "$v"/*) return 1 ;; esac
    done
}
