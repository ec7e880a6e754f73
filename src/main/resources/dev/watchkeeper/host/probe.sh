# Says what a host is doing, without ever waiting for what may hang. POSIX sh: dash, bash, busybox ash.
# Sent on stdin of `sh -s` behind lines that set
#   nonce   begins every row
#   limit   centiseconds after which the probe ends, whatever happens
#   answer  centiseconds after which a mount that has not answered is silent
#   root    yes: sudo -n may read wait channels and FUSE counters
# The rows are those of ProbeFormat. What may block (statfs, cmdline) is done by detached children
# that write to files; this shell polls, and waits only for those that have ended. It reads /proc with `read` alone.

row() { printf '%s %s\n' "$nonce" "$*"; }

# Sets now: centiseconds since boot.
now() {
    read -r up _ <uptime
    now=$((${up%.*} * 100 + 1${up#*.} - 100))
}

nap() { sleep 0.05 || sleep 1; }

# Is $1 running with start time $2? A zombie is not.
lives() {
    l=
    read -r l <"$1/stat" || return 1
    set -- "$2" ${l##*\) }
    [ "$2" != Z ] && [ "$2" != X ] && [ "${21}" = "$1" ]
}

# Sets start to the start time of process $1, or 0.
start() {
    start=0 l=
    read -r l <"$1/stat" || return
    set -- ${l##*\) }
    start=${20}
}

watchdog() {
    (
        trap 'kill $!; wait $!; exit' TERM
        sleep $(((limit + 99) / 100)) &
        wait $!
        kill -9 $$
        rm -f "/dev/shm/watchkeeper-$uid/$$".* "/run/user/$uid/watchkeeper-$uid/$$".* \
            "/tmp/watchkeeper-$uid/$$".* "/var/tmp/watchkeeper-$uid/$$".*
    ) >/dev/null 2>&1 </dev/null &
    watchdog=$!
}

system() {
    read -r boot <sys/kernel/random/boot_id && row boot "$boot"
    row up "$up"
    row clock "$(date +%s.%N)"
    read -r a <sys/kernel/ostype && read -r b <sys/kernel/osrelease && row kernel "$a $b"
    row tick "$(getconf CLK_TCK || echo 100)"
    read -r a b c _ <loadavg && row load "$a" "$b" "$c"
    total=0 available=-1
    while read -r k v _; do
        case $k in
        MemTotal:) total=$v ;;
        MemAvailable:) available=$v ;;
        Buffers:) break ;;
        esac
    done <meminfo
    row mem "$total" "$available"
    for k in cpu memory io; do
        v=
        read -r _ v _ <"pressure/$k"
        [ -n "$v" ] && row psi "$k" "${v#avg10=}"
    done
    n=0
    while IFS=: read -r a _ v _ && [ $n -lt 1000 ]; do
        row user "$v" "$a"
        n=$((n + 1))
    done </etc/passwd
}

# Prints the mounts that can hang, remembers those to ask, and which folders not to write to.
mounts() {
    todo= locals= seen=' ' unsafe= fuses= remote= n=0
    while read -r id _ dev _ point _ rest; do
        rest=${rest#*- }
        type=${rest%% *}
        source=${rest#* }
        options=${source#* }
        source=${source%% *}
        case $type in
        fuse | fuse.* | fuseblk | nfs | nfs4 | cifs | smb3 | smbfs | ceph | 9p | afs | lustre | gpfs | \
            beegfs | ocfs2 | gfs2 | virtiofs | glusterfs)
            far=yes
            for k in /dev/shm "/run/user/$uid" /tmp /var/tmp; do
                case $k/ in "$point"/*) unsafe="$unsafe $k " ;; esac
            done
            ;;
        ext2 | ext3 | ext4 | xfs | btrfs | zfs | f2fs | jfs | reiserfs | vfat | exfat | ntfs3 | bcachefs | overlay)
            far=
            ;;
        proc)
            case $options in *hidepid=[12in]*) row note "processes of other users are hidden (hidepid)" ;; esac
            continue
            ;;
        *) continue ;;
        esac
        n=$((n + 1))
        if [ $n -gt 200 ]; then
            row note "more than 200 mounts: the others are left out"
            break
        fi
        row mount "$id" "$dev" "$type" "$source" "$point"
        [ -n "$far" ] && remote="$remote|$id"
        case $type in fuse | fuse.* | fuseblk) fuse "$id" "$dev" ;; esac
        case $seen in *" $dev "*) continue ;; esac
        [ "$type" = overlay ] && continue
        seen="$seen$dev "
        case $point in
        *%*\\* | *\\*%*) continue ;;
        *\\*) path=$(printf "$point") ;;
        *) path=$point ;;
        esac
        eval "point_$id=\$point path_$id=\$path"
        if [ -n "$far" ]; then todo="$todo $id"; else locals="$locals $id"; fi
    done <self/mountinfo
    todo="$todo$locals"
}

fuse() {
    c=$((${2%:*} * 1048576 + ${2#*:})) w=
    read -r w <"/sys/fs/fuse/connections/$c/waiting"
    row fuse "$1" "$c" "${w:--}"
    fuses="$fuses $c"
}

# Finds a folder of our own to write to; dir stays empty where there is none.
place() {
    dir=
    for k in /dev/shm "/run/user/$uid" /tmp /var/tmp; do
        case $unsafe in *" $k "*) continue ;; esac
        [ -d "$k" ] || continue
        d=$k/watchkeeper-$uid
        [ -d "$d" ] || mkdir -m 700 "$d"
        if [ -d "$d" ] && [ ! -L "$d" ] && [ -O "$d" ]; then
            w=
            echo ok >"$d/$$.w" && read -r w <"$d/$$.w"
            [ "$w" = ok ] && dir=$d && return
        fi
    done
    row note "no folder to write to (full or read-only): mounts were not asked, arguments and users not read"
}

# Asks the mounts, except those where an earlier probe's question is still open.
questions() {
    asked= keep= n=0 asking='stat -f'
    [ -n "$dir" ] && [ -n "$todo" ] || return
    stat -f /proc >/dev/null || asking='df -P'
    for id in $todo; do
        eval "point=\$point_$id path=\$path_$id"
        recall m "$point"
        if [ "$asker" != 0 ] && lives "$asker" "$start"; then
            row ask "$id" silent $(((now - since) * 10)) "$asker"
            remember m "$since" "$asker" "$start" "$point"
            continue
        fi
        n=$((n + 1))
        [ $n -gt 24 ] && continue
        eval "since_$id=$since"
        asked="$asked $id"
        ask "$id" "$path"
    done
    asked_at=$now
}

ask() {
    (
        read -r a _ <uptime
        $asking -- "$2" >/dev/null 2>"$dir/$$.e$1" &
        echo $! >"$dir/$$.p$1"
        wait $!
        rc=$?
        read -r b _ <uptime
        echo "$rc $a $b" >"$dir/$$.r$1"
    ) >/dev/null 2>&1 </dev/null &
    eval "parent_$1=$!"
}

# The marker of this boot: lines of KIND SINCE ASKER START WHAT. Sets since, asker, start.
recall() {
    since=0 asker=0 start=0
    read -r b <"$dir/marker" && [ "$b" = "$boot" ] || return
    while read -r k s p t w; do
        [ "$k" = "$1" ] && [ "$w" = "$2" ] && since=$s asker=$p start=$t && return
    done <"$dir/marker"
}

remember() {
    keep="$keep$*
"
}

# Prints the answers; what has not answered when its time is over is silent.
answers() {
    pending=$asked
    while [ -n "$pending" ]; do
        now
        late= left=
        [ $((now - asked_at)) -ge "$answer" ] && late=yes
        for id in $pending; do
            if read -r rc a b <"$dir/$$.r$id"; then
                answered "$id" "$rc" "$a" "$b"
            elif [ -n "$late" ]; then
                silent "$id"
            else
                left="$left $id"
            fi
        done
        pending=$left
        [ -n "$pending" ] && nap
    done
}

answered() {
    if [ "$2" = 0 ]; then
        a=$((${3%.*} * 100 + 1${3#*.} - 100)) b=$((${4%.*} * 100 + 1${4#*.} - 100))
        row ask "$1" answered $(((b - a) * 10))
        return
    fi
    e=
    read -r e <"$dir/$$.e$1"
    case $e in
    *'ermission denied'* | *'not permitted'*) row note "one mount may not be asked by this user" ;;
    *) row ask "$1" faulty "${e##*: }" ;;
    esac
}

# Ends the asker where a signal can; where not, the marker keeps the next probe from asking again.
silent() {
    eval "point=\$point_$1 since=\$since_$1 parent=\$parent_$1"
    asker=0
    read -r asker <"$dir/$$.p$1"
    [ "$since" = 0 ] && since=$asked_at
    silents="$silents $1"
    start "$asker"
    kill -9 "$asker"
    k=0
    while lives "$asker" "$start" && [ $k -lt 3 ]; do
        k=$((k + 1))
        nap
    done
    if lives "$asker" "$start"; then kill -9 "$parent"; else asker=0 start=0; fi
    row ask "$1" silent $(((now - since) * 10)) "$asker"
    remember m "$since" "$asker" "$start" "$point"
}

# One line for each process. Sets plain and suspects: pids with arguments; multi: with threads.
processes() {
    plain= suspects= multi= n=0
    set +f
    set -- [0-9]*
    set -f
    for p; do
        n=$((n + 1))
        if [ $((n % 32)) = 0 ]; then
            now
            if [ $now -gt $((begin + limit * 35 / 100)) ] || [ $n -gt 9000 ]; then
                row note "truncated: $(($# - n)) of $# processes are left out, from pid $p on"
                return
            fi
        fi
        process "$p"
    done
}

process() {
    p=$1 l= x=
    while IFS= read -r x; do l=$l${l:+$lf}$x; done <"$p/stat"
    [ -n "$l" ] || return
    comm=${l#*\(}
    comm=${comm%\)*}
    set -- ${l##*\) }
    [ $# -ge 20 ] || return
    w=
    read -r w <"$p/wchan"
    w=${w:-0}
    row p "$p" "$2" "$3" "$4" "$1" $((${12} + ${13})) "${20}" "${18}" "$w" "$comm"
    [ $(($7 & 2097152)) = 0 ] || return
    [ "${18}" -gt 1 ] && multi="$multi $p"
    case $1:$w:$comm in
    Z:*) ;;
    D:* | *:request_wait_answer:* | *:*fuse*:* | *:*folio*:* | *:*nfs*:* | *:rpc*:* | *:*cifs*:* | *:*ceph*:* | \
        *:0:df | *:0:stat | *:0:du | *:0:ls | *:0:find)
        suspects="$suspects $p"
        ;;
    *) plain="$plain $p" ;;
    esac
}

# Runs $2... detached; its rows go to file $1 and are printed when it has ended or time is over.
work() {
    f=$dir/$$.$1 until=$(($2 * limit / 100 + begin))
    shift 2
    (
        "$@"
        echo >"$f.done"
    ) >"$f" 2>/dev/null </dev/null &
    w=$!
    while [ ! -e "$f.done" ]; do
        now
        [ $now -ge $until ] && break
        nap
    done
    if [ -e "$f.done" ]; then
        wait $w
    else
        end $w
        row note "${f##*.}: out of time"
    fi
    cat "$f"
}

# Kills a worker of ours and its children.
end() {
    c=
    read -r c <"$1/task/$1/children"
    kill -9 "$1"
    for c in $c; do end "$c"; done
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
    for p in $suspects $stuck; do
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

# Arguments of $@, one by one; the file `at` says which is being read.
arguments() {
    for p; do
        now
        [ $now -ge $until ] && row note "arguments from pid $p on were not read: out of time" && return
        echo "$p" >"$dir/$$.at"
        v=$(tr '\000\012' '\037\036' <"$p/cmdline")
        [ -n "$v" ] && printf '%s a %s %.1000s\n' "$nonce" "${p%%/*}" "$v"
    done
}

# Reads arguments, past processes whose cmdline blocks.
lines() {
    until=$((begin + $1 * limit / 100)) k=0
    shift
    while [ $# -gt 0 ] && [ $k -lt 4 ]; do
        k=$((k + 1))
        f=$dir/$$.args$k last= since=$now
        (
            arguments "$@"
            echo >"$f.done"
        ) >"$f" 2>/dev/null </dev/null &
        w=$!
        while [ ! -e "$f.done" ]; do
            nap
            now
            at=
            read -r at <"$dir/$$.at"
            [ "$at" = "$last" ] || last=$at since=$now
            [ $((now - since)) -ge 40 ] && break
            [ $now -gt $((until + 20)) ] && break
        done
        cat "$f"
        [ -e "$f.done" ] && wait "$w" && return
        blocked "$w" "$at"
        while [ $# -gt 0 ] && [ "$1" != "$at" ]; do shift; done
        shift
    done
}

# The arguments of $2 cannot be read: ends the reader $1, or remembers it where it cannot be ended.
blocked() {
    row at "${2%%/*}"
    c= r=0
    read -r c <"$1/task/$1/children"
    for c in $c; do r=$c; done
    start "$r"
    s=$start
    end "$1"
    nap
    lives "$r" "$s" || return
    start "$2"
    remember c "$start" "$r" "$s" "$2"
}

# Leaves out what an earlier probe is still stuck on.
unblocked() {
    free=
    for p; do
        recall c "$p"
        if [ "$asker" != 0 ] && lives "$asker" "$start" && lives "$p" "$since"; then
            row at "${p%%/*}"
            remember c "$since" "$asker" "$start" "$p"
        else
            free="$free $p"
        fi
    done
}

# What only root may read, for suspects alone. A refusal is said once.
privileged() {
    n=0
    for c in $fuses; do
        w=$(sudo -n cat "/sys/fs/fuse/connections/$c/waiting") && row count "$c" "$w"
    done
    for p in $suspects $stuck; do
        n=$((n + 1))
        [ $n -gt 16 ] && return
        w=$(sudo -n cat "/proc/${p%%/*}/wchan")
        [ $? = 0 ] || { [ -d "$p" ] && row note "sudo -n was refused: it needs a password or a rule" && return; }
        row w "${p%%/*}" "${w:-0}"
    done
}

finish() {
    kill "$watchdog"
    wait "$watchdog"
    if [ -n "$dir" ]; then
        rm -f "$dir"/*.tmp
        [ -n "$keep" ] && printf '%s\n%s' "$boot" "$keep" >"$dir/$$.tmp" && mv -f "$dir/$$.tmp" "$dir/marker"
        [ -n "$keep" ] || rm -f "$dir/marker"
        set +f
        rm -f "$dir/$$".*
        [ -e "$dir/marker" ] || rmdir "$dir"
    fi
    now
    row end "$up"
}

main() {
    exec 2>/dev/null </dev/null
    PATH=/usr/sbin:/usr/bin:/sbin:/bin LC_ALL=C
    export PATH LC_ALL
    unset CDPATH ENV
    umask 077
    set -f
    lf=$(printf '\036')
    cd /proc || exit
    uid=$(id -u) silents= stuck=
    now
    begin=$now
    echo
    row begin 1
    row self $$
    watchdog
    system
    mounts
    place
    now
    questions
    processes
    if [ -n "$dir" ]; then
        l=
        if command -v grep >/dev/null && command -v sed >/dev/null; then
            work status 50 status
            work threads 58 threads
            while read -r p; do stuck="$stuck $p"; done <"$dir/$$.stuck"
            work links 68 links
        else
            row note "no grep or no sed: users and threads are unknown"
        fi
        now
        unblocked $plain $suspects $stuck
        lines 85 $free
        answers
        [ "$root" = yes ] && [ "$uid" != 0 ] && work sudo 92 privileged
    fi
    finish
}

main
