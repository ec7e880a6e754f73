# Processes, their threads and what they have open.

# One line for each process; `cut` where they are too many for the time. Sets plain and suspects: pids with arguments; multi: with threads; plays:
# that lead a run of Ansible; runners: that may belong to a run.
processes() {
    plain= suspects= multi= sshs= plays=' ' ansibles=' ' runners= n=0
    set +f
    set -- [0-9]*
    set -f
    for p; do
        n=$((n + 1))
        if [ $((n % 32)) = 0 ]; then
            now
            if [ $now -gt $((begin + limit * 60 / 100)) ] || [ $n -gt 15000 ]; then
                row cut $(($# - n + 1)) $# "$p"
                return
            fi
        fi
        process "$p"
    done
}

process() {
    p=$1 l= w=
    IFS= read -r l <"$p/stat" || return
    set -- ${l##*\) }
    if [ $# -lt 20 ]; then
        # The name holds a line feed.
        l= x=
        while IFS= read -r x; do l=$l${l:+$lf}$x; done <"$p/stat"
        set -- ${l##*\) }
        [ $# -ge 20 ] || return
    fi
    comm=${l#*\(}
    comm=${comm%\)*}
    read -r w <"$p/wchan"
    w=${w:-0}
    printf '%s p %s\n' "$nonce" "$p $2 $3 $4 $1 $((${12} + ${13})) ${20} ${18} $w $comm"
    [ $(($7 & 2097152)) = 0 ] || return
    [ "${18}" -gt 1 ] && multi="$multi $p"
    case $comm in ssh | sshd*) sshs="$sshs $p" ;; esac
    case $comm in
    ansible*)
        case $ansibles in *" $2 "*) ;; *) plays="$plays$p " runners="$runners $p" ;; esac
        ansibles="$ansibles$p "
        ;;
    ssh | rsync | scp | sftp | git*) runners="$runners $p" ;;
    esac
    case $1:$w:$comm in
    Z:*) ;;
    D:* | *:request_wait_answer:* | *:*fuse*:* | *:*folio*:* | *:*nfs*:* | *:rpc*:* | *:*cifs*:* | *:*ceph*:* | \
        *:0:df | *:0:stat | *:0:du | *:0:ls | *:0:find)
        suspects="$suspects $p"
        ;;
    *) plain="$plain $p" ;;
    esac
}

status() {
    set +f
    grep -HsE '^(Uid|(non)?voluntary_ctxt_switches):' [0-9]*/status | sed -n "
s,^\([0-9]*\)/status:Uid:[^0-9]*[0-9]*[^0-9]*\([0-9]*\).*,$nonce s \1 u \2,p
s,^\([0-9]*\)/status:v[^:]*:[^0-9]*\([0-9]*\)\$,$nonce s \1 v \2,p
s,^\([0-9]*\)/status:n[^:]*:[^0-9]*\([0-9]*\)\$,$nonce s \1 n \2,p"
}

# Threads in D, also of a leader that is a zombie; leaves their paths in the file `stuck`.
threads() {
    for p in $multi; do l="$l $p/task/[0-9]*/stat"; done
    set +f
    set -- $l
    set -f
    grep -lsE '\) D( -?[0-9]+){30,}$' "$@" /dev/null | while IFS=/ read -r p _ t _; do
        w=
        read -r w <"$p/task/$t/wchan"
        row t "$p" "$t" "${w:-0}"
        echo "$p/task/$t" >>"$dir/$$.stuck"
    done
}

# Sets stuck to the threads in D whose leader is a zombie, as only they still have its files and
# arguments, and threaded to the others.
stuck() {
    while read -r t; do
        case "$plain $suspects " in
        *" ${t%%/*} "*) threaded="$threaded $t" ;;
        *) stuck="$stuck $t" ;;
        esac
    done <"$dir/$$.stuck"
}

# Who holds a FUSE connection, and which suspect has a file or its working folder on which mount.
links() {
    l= n=0
    if [ -n "$fuses" ]; then
        for p in $plain $suspects; do l="$l $p/fdinfo"; done
        [ -n "$l" ] && grep -rHsE '^fuse_connection:' $l | sed -n \
            "s,^\([0-9]*\)/fdinfo/[0-9]*:fuse_connection:[^0-9]*\([0-9]*\)\$,$nonce serve \2 \1,p"
    fi
    [ -n "$remote" ] || return
    l=
    for p in $suspects $threaded $stuck; do
        n=$((n + 1))
        [ $n -gt 60 ] && break
        l="$l $p/fdinfo"
        x=$(readlink "$p/cwd")
        case $x in '' | *"
"*) ;; *) row cwd "${p%%/*}" "$x" ;; esac
    done
    [ -n "$l" ] && grep -rHsE "^mnt_id:[^0-9]*(${remote#|})\$" $l | sed -n \
        "s,^\([0-9]*\)/.*:mnt_id:[^0-9]*\([0-9]*\)\$,$nonce on \1 \2,p" | sort -u
}
