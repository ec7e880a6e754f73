# Which certificates web servers use: their processes, and their configurations with all that these include.

# Rows of the processes; sets masters to PID of those whose parent is none of the same program.
servers() {
    masters=
    set +f
    set -- /proc/[0-9]*
    set -f
    for p; do
        l=
        read -r l <"$p/stat" || continue
        case $l in *'(nginx)'* | *'(apache2)'* | *'(httpd)'* | *'(haproxy)'*) ;; *) continue ;; esac
        comm=${l#*\(}
        comm=${comm%\)*}
        case $comm in nginx | apache2 | httpd | haproxy) ;; *) continue ;; esac
        set -- ${l##*\) }
        m=
        read -r m <"/proc/$2/stat"
        case $m in
        *"($comm)"*) fact worker "$comm" "${p##*/}" "$2" "${20}" ;;
        *)
            fact master "$comm" "${p##*/}" "${20}"
            masters="$masters $comm:${p##*/}"
            ;;
        esac
    done
    seen= mounted=$(readlink /proc/self/ns/mnt)
    for m in $masters; do
        master "${m%%:*}" "${m#*:}"
    done
    for k in nginx:/etc/nginx/nginx.conf nginx:/usr/local/nginx/conf/nginx.conf apache2:/etc/apache2/apache2.conf \
        httpd:/etc/httpd/conf/httpd.conf haproxy:/etc/haproxy/haproxy.cfg; do
        case "$masters " in *" ${k%%:*}:"*) continue ;; esac
        [ -f "${k#*:}" ] && configuration "${k%%:*}" 0 "${k#*:}"
    done
}

# The configuration that master $2 of program $1 was started with.
master() {
    m=$(readlink "/proc/$2/ns/mnt")
    if [ -n "$m" ] && [ "$m" != "$mounted" ]; then
        fact note "$1, pid $2, has mounts of its own: its configuration was not read"
        return
    fi
    # nginx writes its title over its arguments, with blanks in between.
    words=$(head -c 4000 "/proc/$2/cmdline" | tr '\000\012' '\012\040')
    case $1 in nginx) words=$(printf %s "$words" | tr ' ' '\012') ;; esac
    kind=$1 pid=$2 last= config= prefix= wd=
    while IFS= read -r w; do
        case $last in
        -c) [ "$kind" = nginx ] && config=$w ;;
        -p) [ "$kind" = nginx ] && prefix=$w ;;
        -C) [ "$kind" = haproxy ] && wd=$w ;;
        -d) [ "$kind" != haproxy ] && wd=$w ;;
        -f) config="$config${config:+$lf}$w" ;;
        esac
        last=$w
    done <<WORDS
$words
WORDS
    case $1 in
    nginx) set -- "${config:-$(first /etc/nginx/nginx.conf /usr/local/nginx/conf/nginx.conf)}" ;;
    haproxy) set -- "${config:-/etc/haproxy/haproxy.cfg}" ;;
    *) set -- "${config:-$(first /etc/apache2/apache2.conf /etc/httpd/conf/httpd.conf)}" ;;
    esac
    while IFS= read -r w; do
        case $w in
        '') continue ;;
        /*) ;;
        *) w=${prefix:-${wd:-$(readlink "/proc/$pid/cwd")}}/$w ;;
        esac
        configuration "$kind" "$pid" "$w"
    done <<CONFIGS
$(printf %s "$1" | tr "$lf" '\012')
CONFIGS
}

first() {
    for k; do [ -f "$k" ] && printf %s "$k" && return; done
}

# Reads configuration $3 of program $1, and level by level what it includes.
configuration() {
    fact config "$1" "$2" "$3"
    kind=$1 base=${3%/*} known=$us files=0 includes=0 level=0
    printf '%s\n' "$3" >"$f.queue"
    for k in def base lists; do : >"$f.$k"; done
    [ -d "$3" ] && { pattern=$3/*.cfg && eval "$expand" && printf '%s\n' "$@" >"$f.queue"; }
    while [ -s "$f.queue" ]; do
        level=$((level + 1))
        [ $level -gt 12 ] && fact note "$kind: includes more than 12 deep were not followed" && return
        set --
        while IFS= read -r k; do
            case $known in *"$us$k$us"*) continue ;; esac
            known=$known$k$us
            files=$((files + 1))
            [ $files -gt 500 ] && fact note "$kind: more than 500 files: the others were not read" && break
            open "$kind" "$k" || continue
            [ "$size" -gt 1000000 ] && fact note "$kind: $k is larger than 1 MB and was not read" && continue
            set -- "$@" "$k"
        done <"$f.queue"
        : >"$f.queue"
        : >"$f.inc"
        [ $# -gt 0 ] && statements "$@"
        read -r k <"$f.base" && base=$k
        while IFS=$us read -r k n pattern; do
            includes=$((includes + 1))
            [ $includes -gt 2000 ] && fact note "$kind: more than 2000 includes: the others were not followed" && return
            into "$k" "$n" "$pattern"
        done <"$f.inc"
    done
}

# Follows one include, from file $1, line $2, to what pattern $3 matches.
into() {
    from=$1 line=$2 pattern=$3
    case $pattern in *'$'*) return ;; esac
    eval "$expand"
    for k; do
        if [ -d "$k" ]; then
            pattern=$k/*
            eval "$expand"
            for k; do [ -f "$k" ] && included "$k"; done
        elif [ -e "$k" ]; then
            included "$k"
        else
            case $k in *[*?]*) ;; *) absent "$k" ;; esac
        fi
    done
}

included() {
    entries=$((entries + 1))
    [ $entries -gt 3000 ] && return
    fact into "$from" "$line" "$1"
    case $line in *c) want "$1" ;; *) printf '%s\n' "$1" >>"$f.queue" ;; esac
}

# Rows of the statements that matter, in files $@; what they include and want goes to files.
statements() {
    case $kind in
    nginx) nginx_words "$@" ;;
    haproxy) haproxy_words "$@" ;;
    *) apache_words "$@" ;;
    esac | head -n 30000
}

nginx_words() {
    awk -v nonce="$nonce" -v us="$us" -v base="$base" -v inc="$f.inc" -v want="$dir/$$.want" '
function path(p) { return substr(p, 1, 1) == "/" ? p : base "/" p }
function finish(how,   i, s) {
    if (has) { n++; w[n] = word }
    word = ""; has = 0
    if (n > 0 || how == "close") {
        if (how == "open") s = "open" us w[1]
        else if (how == "close") s = "close"
        else if (w[1] == "include" && n > 1) { s = "include" us path(w[2]); print FILENAME us FNR us path(w[2]) >>inc }
        else if (w[1] == "ssl_certificate" && n > 1) {
            if (w[2] ~ /^(data|engine|store):/) s = w[1] us w[2]
            else { s = w[1] us path(w[2]); if (w[2] !~ /\$/) print path(w[2]) >>want }
        } else if (w[1] == "listen" || w[1] == "server_name") { s = w[1]; for (i = 2; i <= n && i < 60; i++) s = s us w[i] }
        else s = ""
        if (s != "") print nonce " st " FILENAME us FNR us s
    }
    n = 0
}
FNR == 1 { n = 0; word = ""; has = 0; quote = "" }
{
    len = length($0)
    for (i = 1; i <= len; i++) {
        c = substr($0, i, 1)
        if (quote != "") {
            if (c == "\\") { i++; word = word substr($0, i, 1) }
            else if (c == quote) quote = ""
            else word = word c
        } else if (c == "\\") { word = word substr($0, i + 1, 1); i++; has = 1 }
        else if ((c == "\"" || c == "\047") && !has) { quote = c; has = 1 }
        else if (c == "#" && !has) break
        else if (c == " " || c == "\t" || c == "\r") { if (has) { n++; w[n] = word; word = ""; has = 0 } }
        else if (c == ";") finish("end")
        else if (c == "{" && substr(word, length(word), 1) == "$") { word = word c; brace = 1 }
        else if (c == "}" && brace) { word = word c; brace = 0 }
        else if (c == "{") finish("open")
        else if (c == "}") finish("close")
        else { word = word c; has = 1 }
        if (length(word) > 4000 || n > 5000) { word = ""; n = 0 }
    }
    if (quote == "" && has) { n++; w[n] = word; word = ""; has = 0 }
    else if (quote != "") word = word " "
}' "$@"
}

apache_words() {
    awk -v nonce="$nonce" -v us="$us" -v base="$base" -v inc="$f.inc" -v want="$dir/$$.want" -v defs="$f.def" -v root="$f.base" '
function path(p) { return substr(p, 1, 1) == "/" || p ~ /^\$/ ? p : base "/" p }
function told(s) { print nonce " st " FILENAME us at us s }
function value(s,   k) {
    for (k in def) while ((p = index(s, "${" k "}")) > 0 && ++turns < 100000) s = substr(s, 1, p - 1) def[k] substr(s, p + length(k) + 3)
    return s
}
function split_words(s,   i, c, q, x) {
    n = 0; x = ""; q = ""; has = 0
    for (i = 1; i <= length(s) && i <= 4000; i++) {
        c = substr(s, i, 1)
        if (q != "") { if (c == "\\" && substr(s, i + 1, 1) == q) { i++; x = x q } else if (c == q) q = ""; else x = x c }
        else if ((c == "\"" || c == "\047") && !has) { q = c; has = 1 }
        else if (c == " " || c == "\t") { if (has) w[++n] = x; x = ""; has = 0 }
        else { x = x c; has = 1 }
    }
    if (has) w[++n] = x
}
BEGIN { while ((getline l < defs) > 0) { i = index(l, " "); def[substr(l, 1, i - 1)] = substr(l, i + 1) } close(defs) }
FNR == 1 { whole = "" }
{
    sub(/\r$/, "")
    if (whole == "") at = FNR
    if ($0 ~ /\\$/ && length(whole) < 8000) { whole = whole substr($0, 1, length($0) - 1); next }
    s = whole $0
    whole = ""
    gsub(/\t/, " ", s)
    sub(/^ +/, "", s)
    if (s == "" || substr(s, 1, 1) == "#") next
    if (substr(s, 1, 2) == "</") { s = tolower(s); sub(/^<\/ */, "", s); sub(/ *>.*/, "", s); told("close" us s); next }
    if (substr(s, 1, 1) == "<") {
        sub(/^< */, "", s); sub(/> *$/, "", s)
        split_words(s)
        t = "open" us tolower(w[1])
        if (tolower(w[1]) ~ /^(virtualhost|ifmodule|ifdefine|iffile|ifversion)$/) for (i = 2; i <= n && i < 40; i++) t = t us value(w[i])
        told(t)
        next
    }
    d = tolower(substr(s, 1, index(s " ", " ") - 1))
    if (d !~ /^(include|includeoptional|serverroot|define|undefine|loadmodule|servername|serveralias|sslcertificatefile|sslengine|listen|use)$/) next
    split_words(s)
    if (n < 2) next
    for (i = 2; i <= n; i++) w[i] = value(w[i])
    if (d == "define") { def[w[2]] = n > 2 ? w[3] : ""; print w[2] " " def[w[2]] >>defs; told(d us w[2]) }
    else if (d == "serverroot") { base = w[2]; print base >root }
    else if (d ~ /^include/) { t = path(w[2]); told("include" us t); print FILENAME us at us t >>inc }
    else if (d == "sslcertificatefile") { t = path(w[2]); told(d us t); if (t !~ /\$/) print t >>want }
    else { t = d; for (i = 2; i <= n && i < 60; i++) t = t us w[i]; told(t) }
}' "$@"
}

# What a `crt` names may be a folder, and a list names more: line numbers that end in c lead to certificates.
haproxy_words() {
    read -r k <"$f.base" || k=
    awk -v nonce="$nonce" -v us="$us" -v inc="$f.inc" -v lists="$f.lists" -v root="$f.base" -v base="$k" '
function path(p) { return substr(p, 1, 1) == "/" ? p : (base == "" ? "/" : base "/") p }
function told(s) { print nonce " st " FILENAME us FNR us s }
function split_words(s,   i, c, q, x) {
    n = 0; x = ""; q = ""; has = 0
    for (i = 1; i <= length(s) && i <= 4000; i++) {
        c = substr(s, i, 1)
        if (q != "") { if (c == q) q = ""; else x = x c }
        else if (c == "\\") { i++; x = x substr(s, i, 1); has = 1 }
        else if (c == "\"" || c == "\047") { q = c; has = 1 }
        else if (c == "#") break
        else if (c == " " || c == "\t" || c == "\r") { if (has) w[++n] = x; x = ""; has = 0 }
        else { x = x c; has = 1 }
    }
    if (has) w[++n] = x
}
function certificate(p) { if (p !~ /\$/) print FILENAME us FNR "c" us path(p) >>inc; return path(p) }
BEGIN { while ((getline l < lists) > 0) list[l] = 1; close(lists) }
{
    split_words($0)
    if (n == 0) next
    if (FILENAME in list) {
        t = "list" us certificate(w[1])
        for (i = 2; i <= n && i < 60; i++) if (w[i] ~ /^\[/) { while (i < n && w[i] !~ /\]$/) i++ } else t = t us w[i]
        told(t)
        next
    }
    if (w[1] ~ /^(global|defaults|frontend|listen|backend|peers|resolvers|userlist|cache|program|http-errors|ring|mailers|crt-store)$/) told("section" us w[1] us w[2])
    else if (w[1] == "crt-base") { base = w[2]; print base >root; told("crt-base" us w[2]) }
    else if (w[1] == "bind") {
        t = "bind" us w[2]
        for (i = 3; i <= n && i < 100; i++) {
            if (w[i] == "crt" && i < n) { t = t us "crt" us certificate(w[i + 1]); i++ }
            else if (w[i] == "crt-list" && i < n) {
                p = path(w[i + 1]); t = t us "crt-list" us p; i++
                print p >>lists
                print FILENAME us FNR us p >>inc
            } else if (w[i] == "ssl" || w[i] == "strict-sni") t = t us w[i]
        }
        told(t)
    } else if (w[1] == "load") for (i = 2; i < n; i++) if (w[i] == "crt") told("load" us certificate(w[i + 1]))
}' "$@"
}
