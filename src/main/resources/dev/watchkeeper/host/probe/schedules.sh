# What starts commands here by itself: crontabs, what cron last started, timers of systemd.

# Rows come as they are read, so that what hangs last costs only itself.
schedules() {
    unset TZ
    zone
    crontabs
    anacron
    cronlog
    timers
}

zone() {
    z=$(readlink /etc/localtime)
    case $z in
    *zoneinfo/*) z=${z##*zoneinfo/} ;;
    *) z=- && read -r z </etc/timezone ;;
    esac
    row tz "$(date +%z)" "$z"
}

crontabs() {
    debian=
    for k in cron crond fcron anacron; do
        [ -x "/usr/sbin/$k" ] && row crond "/usr/sbin/$k" && [ $k = cron ] && debian=yes
    done
    for k in /var/spool/cron/crontabs /var/spool/cron /etc/cron.d; do
        [ -d "$k" ] && [ ! -r "$k" ] && row unread "$k"
    done
    set +f
    set -- /etc/crontab /etc/anacrontab /etc/cron.d/* /var/spool/cron/crontabs/* /var/spool/cron/* /etc/crontabs/*
    set -f
    n=0 tables=
    for k; do
        [ -f "$k" ] || continue
        # cron passes these over, too.
        case ${k##*/} in
        *[!A-Za-z0-9._@-]* | *.rpm* | *.dpkg-*) continue ;;
        *.*) case $k in /etc/cron.d/*) [ -n "$debian" ] && continue ;; esac ;;
        esac
        n=$((n + 1))
        [ $n -gt 150 ] && row note "more than 150 crontabs: the others are left out" && break
        if [ -r "$k" ]; then tables="$tables $k"; else row unread "$k"; fi
    done
    if [ -n "$tables" ]; then
        stat -c '%Y %n' $tables | sed "s,^,$nonce table ,"
        grep -aHnvE '^[[:space:]]*(#|$)' $tables | cut -b 1-1100 | sed -n "1,1000s,^,$nonce cron ,p"
    fi
    own
    set +f
    set -- /etc/cron.hourly/* /etc/cron.daily/* /etc/cron.weekly/* /etc/cron.monthly/*
    set -f
    n=0
    for k; do
        [ -f "$k" ] && [ -x "$k" ] && n=$((n + 1)) && [ $n -lt 200 ] && row part "$k"
    done
}

# Who is not root is shown the own crontab by crontab(1) alone.
own() {
    [ "$uid" != 0 ] && command -v crontab >/dev/null || return
    crontab -l | grep -anvE '^[[:space:]]*(#|$)' | cut -b 1-1000 |
        sed -n "1,200s,^,$nonce cron /var/spool/cron/crontabs/$(id -un):,p"
}

anacron() {
    set +f
    set -- /var/spool/anacron/*
    set -f
    for k; do
        v=
        [ -f "$k" ] && read -r v <"$k" && row stamp "${k##*/}" "$v"
    done
}

# Only root sees the whole journal; what another is shown of it says nothing of cron.
cronlog() {
    command -v awk >/dev/null || return
    read -r l _ <uptime
    boot_at=$(($(date +%s) - ${l%.*})) log= size=0 newest=0
    until=$((boot_at + ${l%.*} - 93600))
    for k in /var/log/cron /var/log/cron.log /var/log/syslog /var/log/messages; do
        [ -f "$k" ] && [ -r "$k" ] && [ -s "$k" ] && log="$log $k"
    done
    # The one that is still written to, first the one of cron alone.
    set -- $log
    log=
    [ $# -gt 0 ] && stat -c '%Y %s %n' "$@" >"$f.logs" && while read -r a b k; do
        [ "$a" -gt "$newest" ] && log=$k size=$b newest=$a
        [ "$a" -gt "$until" ] && break
    done <"$f.logs"
    if [ -n "$log" ]; then
        {
            [ "$size" -lt 1000000 ] && [ -r "$log.1" ] && tail -c 1000000 "$log.1"
            tail -c 1000000 "$log"
        } | starts
    elif command -v journalctl >/dev/null; then
        journalctl -q --no-pager -o short-unix -t CRON -t CROND -t crond -n 3000 --since=-15d | starts
    fi
}

# The last start of each command of each user, among lines of a log on stdin, and where these begin.
starts() {
    awk -v nonce="$nonce" '
NR <= 2 { first = $0 }
/(CRON|CROND|crond)\[[0-9]+\]: (\([^)]*\) CMD \(|USER [^ ]+ pid +[0-9]+ cmd )/ {
    key = substr($0, index($0, "]: ") + 3, 1000)
    sub(/ pid +[0-9]+ cmd /, " cmd ", key)
    if (!(key in last) && ++n > 400) next
    last[key] = substr($0, 1, 1100)
}
END {
    if (NR) print nonce " logged " substr(first, 1, 80)
    for (key in last) print nonce " start " last[key]
}'
}

# systemctl may hang with its bus.
timers() {
    [ -d /run/systemd/system ] || {
        row systemd no
        return
    }
    command -v systemctl >/dev/null || return
    LC_ALL=C TZ=UTC SYSTEMD_COLORS=0
    export LC_ALL TZ SYSTEMD_COLORS
    k=Id,LoadState,ActiveState,SubState,UnitFileState,FragmentPath,Result
    systemctl show --no-pager -p "$k,Unit,TimersCalendar,TimersMonotonic" \
        -p NextElapseUSecRealtime,NextElapseUSecMonotonic,LastTriggerUSec,Persistent -- '*.timer' >"$f.timers" || {
        row note "systemctl does not answer: timers are unknown"
        return
    }
    row systemd yes
    s=
    while read -r l; do
        case $l in Unit=*) s="$s ${l#Unit=}" ;; esac
    done <"$f.timers"
    units <"$f.timers"
    systemctl list-unit-files --type=timer --no-legend --no-pager | cut -b 1-300 | sed -n "1,300s,^,$nonce unitfile ,p"
    [ -n "$s" ] && systemctl show --no-pager -p "$k,Type,User,ExecStart,ExecMainStatus,ExecMainCode" \
        -p InactiveExitTimestamp,ExecMainStartTimestamp,ExecMainExitTimestamp,RuntimeMaxUSec,TimeoutStartUSec -- $s | units
    unset TZ
}

# An empty row ends a unit.
units() {
    cut -b 1-1100 | sed -n "1,6000s,^,$nonce unit ,p"
    row unit
}
