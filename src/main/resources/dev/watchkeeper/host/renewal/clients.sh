# What renews certificates: certbot, acme.sh, lego, dehydrated, and own commands with their logs.

certbot() {
    for d in /etc/letsencrypt $(option --config-dir certbot); do
        case $d in /*) [ -d "$d" ] && folder "$d" ;; esac
    done
}

# One configuration folder of certbot.
folder() {
    fact client certbot "$1"
    logs=/var/log/letsencrypt work=/var/lib/letsencrypt n=0
    [ -f "$1/cli.ini" ] && open certbot "$1/cli.ini" &&
        head -c 65536 "$1/cli.ini" | lines_like '^[[:space:]]*(logs-dir|work-dir|max-log-backups|deploy-hook|pre-hook|post-hook|renew-hook)[[:space:]]*=' 20
    [ -d "$1/renewal" ] && [ ! -r "$1/renewal" ] && fact unread "$1/renewal"
    pattern=$1/renewal/*.conf d=$1
    eval "$expand"
    for k; do
        [ -f "$k" ] || { [ -e "$k" ] || [ -L "$k" ]; } || continue
        n=$((n + 1))
        [ $n -gt 300 ] && fact note "more than 300 renewals of certbot: the others are left out" && break
        lineage "$k"
    done
    for k in pre deploy post; do
        set +f
        for h in "$d/renewal-hooks/$k"/*; do
            [ -f "$h" ] && [ -x "$h" ] && fact hook "$k" "$h"
        done
        set -f
    done
    for k in "$d" "$work" "$logs"; do
        [ -d "$k" ] || continue
        [ -e "$k/.certbot.lock" ] || [ ! -x "$k" ] || { fact free "$d" "$k/.certbot.lock" && continue; }
        lock "$d" "$k/.certbot.lock"
    done
    logs "$logs"
    [ "$d" = /etc/letsencrypt ] && [ -d "$d/archive" ] && [ ! -x "$d/archive" ] && as_root
}

# A certificate that certbot renews: its settings, and what it has got.
lineage() {
    open certbot "$1" || return
    head -c 65536 "$1" | lines_like '^[[:space:]]*(\[|#? ?(renew_before_expiry|version|archive_dir|cert|fullchain|autorenew|pre_hook|post_hook|renew_hook|deploy_hook|server|authenticator|installer|logs_dir|work_dir|ari_retry_after)[[:space:]]*=)' 60
    name=${1##*/} archive=
    name=${name%.conf}
    eval "$(head -c 65536 "$1" | sed -n "s,^ *archive_dir *= *\(/[A-Za-z0-9._@/+-]*\) *\$,archive=\1,p; s,^ *logs_dir *= *\(/[A-Za-z0-9._@/+-]*\) *\$,logs=\1,p; s,^ *work_dir *= *\(/[A-Za-z0-9._@/+-]*\) *\$,work=\1,p")"
    archive=${archive:-$d/archive/$name}
    live=$d/live/$name/cert.pem
    if [ -L "$live" ]; then
        fact link "$live" "$(readlink "$live")"
        want "$live"
    else
        absent "$live"
    fi
    newest "$1" "$archive/cert" .pem
}

# Wants the two newest of files $2N$3 with the highest numbers, as what renewal $1 has got.
newest() {
    high=-1 second=-1 pattern="$2*$3"
    eval 'set +f; IFS=; set -- "$1" "$2" "$3" $pattern; unset IFS; set -f'
    of=$1 a=$2 b=$3
    shift 3
    for k; do
        i=${k#"$a"}
        i=${i%"$b"}
        case $i in '' | *[!0-9]* | ??????????????*) continue ;; esac
        if [ "$i" -gt "$high" ]; then second=$high high=$i; elif [ "$i" -gt "$second" ]; then second=$i; fi
    done
    for i in "$high" "$second"; do
        [ "$i" -ge 0 ] && fact archived "$of" "$a$i$b" && want "$a$i$b"
    done
}

# What certbot wrote of its runs: the newest logs, compressed ones as well.
logs() {
    [ -d "$1" ] || return
    [ -x "$1" ] && [ -r "$1" ] || {
        fact unread "$1/letsencrypt.log"
        return
    }
    n=0
    for i in '' .1 .2 .3 .4 .5 .6 .7 .8 .9 .10 .11 .12; do
        k=$1/letsencrypt.log$i
        [ -f "$k" ] && open "certbot-log $d" "$k" && tail -c 500000 "$k" | told
        [ -f "$k.gz" ] && [ $n -lt 3 ] && n=$((n + 1)) && open "certbot-log $d" "$k.gz" &&
            gzip -dc "$k.gz" | head -c 30000000 | tail -c 500000 | told
    done
}

told() {
    lines_like '(:certbot version: |:Arguments: |no renewal failures|:ERROR:|[Tt]oo many |rateLimited|[Rr]etry.after|Another instance|reported error code|ran with error output)' 160
}

# What only root may read of certbot's, with the very commands that sudoers allows.
as_root() {
    allowed find /etc/letsencrypt/live -name cert.pem -ls &&
        sed -n "s,^.* \(/etc/letsencrypt/live/.*/cert.pem\) -> \(.*\)\$,$nonce link \1$us\2,p" "$f.sudo" | head -n 300
    allowed grep -arHs --include=cert*.pem ^ /etc/letsencrypt/archive && archived
    allowed tail -c 500000 /var/log/letsencrypt/letsencrypt.log &&
        fact file "certbot-log $d" 0 0 /var/log/letsencrypt/letsencrypt.log && told <"$f.sudo"
}

# The newest of each folder, among lines FILE:TEXT of certificates.
archived() {
    awk -v nonce="$nonce" -v us="$us" '
{
    i = index($0, ".pem:")
    p = substr($0, 1, i + 3)
    t = substr($0, i + 5)
    n = p
    sub(/.*\/cert/, "", n)
    sub(/\.pem$/, "", n)
    k = p
    sub(/\/cert[0-9]+\.pem$/, "", k)
    if (n !~ /^[0-9]+$/ || p ~ /[\001-\037]/) next
    if (!(k in high) || n + 0 > high[k]) { high[k] = n + 0; text[k] = "" }
    if (n + 0 == high[k] && length(text[k]) < 60000) text[k] = text[k] t "\n"
}
END {
    for (k in high) {
        m = k
        sub(/.*\//, "", m)
        file = k "/cert" high[k] ".pem"
        print nonce " archived /etc/letsencrypt/renewal/" m ".conf" us file
        print nonce " crt " file us 0 us 0 us file
        print nonce " in " file
        c = split(text[k], l, "\n")
        in_one = 0
        for (i = 1; i <= c; i++) {
            if (l[i] ~ /^-----BEGIN CERTIFICATE-----/) { in_one = 1; first = 1; continue }
            if (l[i] ~ /^-----/) { if (in_one == 1 && l[i] ~ /^-----END CERT/) print nonce " end-pem"; in_one = 0; continue }
            if (!in_one || l[i] !~ /^[A-Za-z0-9+\/=]+$/) { in_one = 0; continue }
            if (first && l[i] !~ /^MII..[DTjz]C/) { in_one = 0; continue }
            first = 0
            print nonce " pem " l[i]
        }
    }
}' "$f.sudo"
}

acme() {
    for d in /root/.acme.sh "$HOME/.acme.sh" /etc/acme.sh $(option --config-home acme) $(option --home acme); do
        case "$seen $d" in *" $d "*) continue ;; esac
        seen="$seen $d "
        case $d in /*) ;; *) continue ;; esac
        [ -d "$d" ] || continue
        [ -x "$d" ] || { fact unread "$d" && continue; }
        fact client acme.sh "$d"
        log=$d/acme.sh.log n=0
        eval "$(head -c 65536 "$d/account.conf" | sed -n "s,^LOG_FILE='\(/[A-Za-z0-9._@/+-]*\)'\$,log=\1,p")"
        set +f
        set -- "$d"/*/*.conf
        set -f
        for k; do
            name=${k##*/}
            name=${name%.conf}
            case ${k%/*} in */"$name" | */"${name}_ecc") ;; *) continue ;; esac
            n=$((n + 1))
            [ $n -gt 300 ] && break
            open acme.sh "$k" || continue
            head -c 65536 "$k" | lines_like '^Le_(Domain|Alt|NextRenewTime|CertCreateTime|RenewalDays|ReloadCmd|RealFullChainPath|RealCertPath|PreHook|PostHook|RenewHook|API)=' 40
            want "${k%/*}/$name.cer"
            fact archived "$k" "${k%/*}/$name.cer"
        done
        [ -f "$log" ] && open "acme.sh-log $d" "$log" &&
            tail -c 500000 "$log" | lines_like '(===Starting cron===|===End cron===|Cert success|Skip, Next renewal|[Ee]rror|rateLimited|[Tt]oo many |[Rr]etry.after|Reload success|Reload error)' 200
    done
}

lego() {
    for d in /root/.lego "$HOME/.lego" /etc/lego /var/lib/lego $(option --path lego); do
        case "$seen $d" in *" $d "*) continue ;; esac
        seen="$seen $d "
        case $d in /*) ;; *) continue ;; esac
        [ -d "$d/certificates" ] || { [ -d "$d" ] && [ ! -x "$d" ] && fact unread "$d"; continue; }
        fact client lego "$d"
        [ -x "$d/certificates" ] && [ -r "$d/certificates" ] || { fact unread "$d/certificates" && continue; }
        n=0
        set +f
        set -- "$d/certificates"/*.json
        set -f
        for k; do
            n=$((n + 1))
            [ $n -gt 300 ] && break
            open lego "$k" || continue
            fact archived "$k" "${k%.json}.crt"
            want "${k%.json}.crt"
        done
    done
}

dehydrated() {
    for k in /etc/dehydrated/config /usr/local/etc/dehydrated/config /opt/dehydrated/config $(option '(-f|--config)' dehydrated); do
        case "$seen $k" in *" $k "*) continue ;; esac
        seen="$seen $k "
        case $k in /*) [ -e "$k" ] && configured "$k" ;; esac
    done
}

# One configuration of dehydrated, which is a shell script: only plain assignments are read, and never run.
configured() {
    fact client dehydrated "$1"
    base=${1%/*} certs= lockfile= more= config=$1
    settings "$1" || return
    case $more in /*)
        set +f
        for k in "$more"/*.sh; do [ -f "$k" ] && settings "$k"; done
        set -f
        ;;
    esac
    base=${base%/}
    certs=${certs:-$base/certs} lockfile=${lockfile:-$base/lock}
    for k in /usr/bin/dehydrated /usr/local/bin/dehydrated /usr/sbin/dehydrated "$base/dehydrated"; do
        [ -f "$k" ] && [ -r "$k" ] || continue
        fact default "$config" "$(head -c 200000 "$k" | sed -n 's,^ *RENEW_DAYS="\([0-9]*\)"$,\1,p' | head -n 1)"
        break
    done
    if [ -f "$lockfile" ]; then fact left "$config" "$lockfile" "$(stat -c %Y -- "$lockfile")"; else fact free "$config" "$lockfile"; fi
    [ -d "$certs" ] && { [ ! -x "$certs" ] || [ ! -r "$certs" ]; } && fact unread "$certs" && return
    set +f
    set -- "$certs"/*/
    set -f
    n=0
    for k; do
        k=${k%/}
        [ -d "$k" ] || continue
        n=$((n + 1))
        [ $n -gt 300 ] && break
        fact lineage "$config" "$k"
        [ -L "$k/cert.pem" ] && fact link "$k/cert.pem" "$(readlink "$k/cert.pem")" && want "$k/cert.pem"
        newest "$k" "$k/cert-" .pem
    done
}

settings() {
    open dehydrated "$1" || return
    head -c 65536 "$1" | lines_like '^[[:space:]]*(BASEDIR|RENEW_DAYS|LOCKFILE|CERTDIR|HOOK|HOOK_CHAIN|DOMAINS_TXT|CONFIG_D|CA)=' 40
    while read -r k v; do
        case $v in
        *'$'*) fact note "dehydrated's $k is made of variables: not followed" ;;
        *) eval "$k=\$v" ;;
        esac
    done <<SETTINGS
$(head -c 65536 "$1" | sed -n "s,^ *BASEDIR=[\"']*\(/[^\"']*\)[\"']* *\$,base \1,p; s,^ *CERTDIR=[\"']*\([^\"']*\)[\"']* *\$,certs \1,p; s,^ *LOCKFILE=[\"']*\([^\"']*\)[\"']* *\$,lockfile \1,p; s,^ *CONFIG_D=[\"']*\([^\"']*\)[\"']* *\$,more \1,p" | sed "s,\${BASEDIR},$base,")
SETTINGS
}

# The logs of own commands, as the fleet file names them.
own() {
    eval "set -- $logs"
    for k; do
        open own "$k" && tail -c 200000 "$k" | lines_like '' 400
    done
}

# Which unit files there are of what renews, in their order: an earlier folder shadows a later one.
shadows() {
    for d in /etc/systemd/system /run/systemd/system /usr/local/lib/systemd/system /lib/systemd/system /usr/lib/systemd/system; do
        [ -d "$d" ] && [ "$(readlink -f "$d")" = "$d" ] || [ "$d" != /lib/systemd/system ] || continue
        set +f
        for k in "$d"/*certbot* "$d"/*acme* "$d"/*lego* "$d"/*dehydrated* "$d"/*letsencrypt* "$d"/*renew*; do
            case $k in
            *.timer | *.service) unit "$k" ;;
            *.timer.d | *.service.d) for h in "$k"/*.conf; do [ -e "$h" ] && unit "$h"; done ;;
            esac
        done
        set -f
    done
}

unit() {
    [ -L "$1" ] && fact link "$1" "$(readlink "$1")"
    [ -c "$1" ] && return
    open unit "$1" && head -c 65536 "$1" | lines_like '^[[:space:]]*(\[|ExecStart|ExecStartPre|ConditionPath|On[A-Z][A-Za-z]*Sec|OnCalendar|Unit|Persistent|RandomizedDelaySec)' 40
}
