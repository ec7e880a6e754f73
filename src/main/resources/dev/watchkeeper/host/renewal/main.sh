# The certificates themselves, the end, and the order of it all.

# Prints the certificates in files $@, and of nothing else in them a byte: a key may lie beside them. A certificate
# begins with two sequences (X.509), which no private key does, whatever is written above it.
certificates() {
    awk -v nonce="$nonce" -v us="$us" '
FNR == 1 { print nonce " in " FILENAME; inside = 0; n = 0 }
{ sub(/\r$/, "") }
/^-----BEGIN / { inside = $0 ~ /^-----BEGIN (TRUSTED |X509 )?CERTIFICATE-----$/ && n < 8; first = 1; next }
/^-----/ { if (inside && !first && $0 ~ /^-----END /) { print nonce " end-pem"; n++ } inside = 0; next }
inside && ($0 !~ /^[A-Za-z0-9+\/=]+$/ || length($0) > 76) { inside = 0 }
inside && first && $0 !~ /^MII..[DTjz]C/ { inside = 0 }
inside { first = 0; print nonce " pem " $0 }' "$@"
}

# The certificates that were wanted by what was read before.
wanted() {
    n=0
    sort -u "$dir/$$.want" | head -n 600 >"$f.list"
    set --
    while IFS= read -r k; do
        case $k in /*) ;; *) continue ;; esac
        if [ -f "$k" ] && [ -r "$k" ]; then
            n=$((n + 1))
            [ $n -gt 400 ] && fact note "more than 400 files of certificates: the others were not read" && break
            IFS=' ' read -r at size _ <<STAT
$(stat -L -c '%Y %s' -- "$k")
STAT
            real=$k
            [ -L "$k" ] && real=$(readlink -f "$k")
            fact crt "$k" "$at" "$size" "$real"
            [ "${size:-0}" -gt 1000000 ] && fact odd "$k" && continue
            set -- "$@" "$k"
        else
            absent "$k"
        fi
    done <"$f.list"
    [ $# -gt 0 ] && certificates "$@"
}

# Keystores that the fleet file names: what can be read of them without a password.
keystores() {
    eval "set -- $keystores"
    for k; do
        [ -f "$k" ] && [ -r "$k" ] || { absent "$k" && continue; }
        IFS=' ' read -r at size _ <<STAT
$(stat -L -c '%Y %s' -- "$k")
STAT
        : >"$f.pem"
        [ "$size" -gt 4000000 ] && fact odd "$k" && continue
        command -v openssl >/dev/null && openssl pkcs12 -in "$k" -nokeys -passin pass: | certificates >"$f.pem"
        grep -q ' pem ' "$f.pem" || {
            command -v keytool >/dev/null && keytool -list -rfc -keystore "$k" | certificates >"$f.pem"
        }
        if grep -q ' pem ' "$f.pem"; then
            fact crt "$k" "$at" "$size" "$k"
            printf '%s in %s\n' "$nonce" "$k"
            grep -v ' in ' "$f.pem"
        else
            fact locked "$k"
        fi
    done
}

# A worker that could not be ended is named in a file, and not begun again as long as it is there.
stuck_before() {
    read -r m_boot <"$dir/renewals" && [ "$m_boot" = "$boot" ] || return 1
    while read -r m_name m_pid m_start; do
        if [ "$m_name" = "$1" ] && lives "$m_pid" "$m_start"; then
            keep="$keep$m_name $m_pid $m_start
"
            return
        fi
    done <"$dir/renewals"
    return 1
}

begin() {
    if stuck_before "$1"; then
        fact note "$1: what was begun earlier still blocks; it was not asked again"
        return
    fi
    launch "$@"
    eval "worker_$1=$launched"
}

# The rows of worker $1, when it has ended or $2 percent of the time are over.
take() {
    eval "w=\${worker_$1}"
    [ -n "$w" ] || return
    f=$dir/$$.$1 until=$(($2 * limit / 100 + begin))
    while [ ! -e "$f.done" ]; do
        now
        [ $now -ge $until ] && break
        nap
    done
    if [ -e "$f.done" ]; then
        wait "$w"
    else
        family=
        members "$w"
        pairs=
        for k in $family; do start "$k" && pairs="$pairs $k:$start"; done
        end "$w"
        nap
        for k in $pairs; do
            lives "${k%:*}" "${k#*:}" && keep="$keep$1 ${k%:*} ${k#*:}
"
        done
        fact note "$1: out of time"
    fi
    cat "$f"
}

# Adds to family the process $1 and all below it.
members() {
    family="$family $1" c=
    read -r c <"$1/task/$1/children"
    for c in $c; do members "$c"; done
}

finish() {
    kill "$watchdog"
    wait "$watchdog"
    if [ -n "$dir" ]; then
        [ -n "$keep" ] && printf '%s\n%s' "$boot" "$keep" >"$dir/$$.marks" && mv -f "$dir/$$.marks" "$dir/renewals"
        [ -n "$keep" ] || rm -f "$dir/renewals"
        leave
    fi
    now
    fact end "$up"
}

main() {
    exec 2>/dev/null </dev/null
    PATH=/usr/sbin:/usr/bin:/sbin:/bin LC_ALL=C
    export PATH LC_ALL
    unset CDPATH ENV IFS TZ
    umask 077
    set -f
    lf=$(printf '\036')
    cd /proc || exit
    uid=$(id -u) refused= keep= seen= entries=0
    now
    begin=$now
    echo
    fact begin 1
    watchdog
    read -r boot <sys/kernel/random/boot_id
    z=$(readlink /etc/localtime)
    case $z in *zoneinfo/*) z=${z##*zoneinfo/} ;; *) z=- && read -r z </etc/timezone ;; esac
    fact host "$(date +%s)" "$up" "$(getconf CLK_TCK || echo 100)" "$(date +%z)" "$z"
    mounts >/dev/null
    place
    if [ -z "$dir" ] || ! command -v awk >/dev/null || ! command -v grep >/dev/null; then
        fact note "no folder to write to, no awk or no grep: nothing was read"
    else
        workers='certbot acme lego dehydrated own shadows servers'
        for k in $workers; do begin "$k" "$k"; done
        [ -n "$keystores" ] && begin keystores keystores
        for k in $workers; do take "$k" 60; done
        begin wanted wanted
        take wanted 85
        take keystores 90
    fi
    finish
}

main
