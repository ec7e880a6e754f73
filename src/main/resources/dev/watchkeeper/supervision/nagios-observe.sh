# Says what a Nagios Core 4 wrote down of itself, and whether its process runs. POSIX sh and awk (mawk, gawk, busybox).
# Sent behind lines that set, beside those of the part before,
#   objects  what is wanted of objects.cache: TYPE:KEY,KEY… with blanks in between
#   status   likewise of status.dat
# The rows are, beside those,
#   begin 1; proc status|lock PID gone|hidden|STATE STARTED NAME; user N FOLDER; prog COMMAND WORD ok|gone;
#   b TYPE FIELD… (a block, its fields in the order wanted); log LINE; end
# Megabytes become what is wanted of them here: a value stays on its line, and is cut.

# Says what process $2 is, which $1 names.
process() {
    case $2 in '' | 0 | *[!0-9]*) return ;; esac
    l=
    read -r l <"/proc/$2/stat"
    case ${l##*\) } in D*)
        sleep 0.2 || sleep 1
        l=
        read -r l <"/proc/$2/stat"
        ;;
    esac
    if [ -z "$l" ]; then
        # With hidepid other users' processes cannot be told from those that are gone.
        if [ -r /proc/1/stat ]; then fact proc "$1" "$2" gone 0 ''; else fact proc "$1" "$2" hidden 0 ''; fi
        return
    fi
    name=${l#*\(}
    set -- "$1" "$2" ${l##*\) }
    fact proc "$1" "$2" "$3" $((boot + ${22} / tick)) "${name%\)*}"
}

# Keeps of the blocks on stdin what `wanted` names. Only a line that begins a block begins one, and only lines with a
# tab first are its values: what a plugin printed makes neither.
keep='
BEGIN {
    us = "\037"
    n = split(wanted, groups, " ")
    for (i = 1; i <= n; i++) {
        c = index(groups[i], ":")
        type = substr(groups[i], 1, c - 1)
        count[type] = split(substr(groups[i], c + 1), keys, ",")
        for (j = 1; j <= count[type]; j++) { key[type, j] = keys[j]; want[type, keys[j]] = 1 }
    }
    most["command_line"] = 2000; most["members"] = 8000; most["check_command"] = 1000
    most["contacts"] = most["contact_groups"] = 2000
}
block == "" {
    if ($0 ~ begins) {
        type = $0
        sub(/^define /, "", type)
        sub(/ *[{].*/, "", type)
        if (type in count) { block = type; split("", v) }
    }
    next
}
/^\t[}][ \t\r]*$/ {
    row = nonce " b " block
    for (j = 1; j <= count[block]; j++) row = row us v[key[block, j]]
    print row
    if (block == "contact") { used[v["service_notification_commands"]]; used[v["host_notification_commands"]] }
    if (block == "command") line[v["command_name"]] = v["command_line"]
    if (block == "programstatus") pid = v["nagios_pid"]
    block = ""
    next
}
{
    if (substr($0, 1, 1) != "\t" || (i = index(substr($0, 2, 200), at) + 1) < 2) next
    k = substr($0, 2, i - 2)
    if (!((block, k) in want)) {
        if (block == "timeperiod" && k !~ /^(alias|exclude|use)$/) v["ranges"]++
        if (substr(k, 1, 1) != "_" || !((block, "_") in want) || length(v["_"]) > 1000) next
        x = k "=" substr($0, i + 1, 200)
        gsub(/[\036\037]/, " ", x)
        v["_"] = v["_"] x "\036"
        next
    }
    if (k in v) next
    x = substr($0, i + 1, k in most ? most[k] : 200)
    if (index(x, us)) gsub(us, " ", x)
    v[k] = x
}
'

# What the commands of contacts run: the first word of each part of a pipeline.
programs='
function word(text,   w) {
    sub(/^[ \t({!]+/, "", text)
    while (text ~ /^[A-Za-z_][A-Za-z_0-9]*=[^ \t]*[ \t]/) sub(/^[^ \t]*[ \t]+/, "", text)
    w = text
    sub(/[ \t<>)};].*/, "", w)
    gsub(/["\047]/, "", w)
    for (u in users) while ((p = index(w, "$USER" u "$")) > 0)
        w = substr(w, 1, p - 1) users[u] substr(w, p + length(u) + 6)
    if (w != "" && w !~ /[$`\\*?]/ && !((name, w) in told)) { told[name, w]; list = list name us w "\n" }
}
function parts(text,   i, c, q, from) {
    from = 1
    q = ""
    for (i = 1; i <= length(text); i++) {
        c = substr(text, i, 1)
        if (q != "") { if (c == "\\" && q == "\"") i++; else if (c == q) q = ""; continue }
        if (c == "\\") i++
        else if (c == "\"" || c == "\047") q = c
        else if (c == "|" || c == ";" || c == "&") {
            # An & after > or before it belongs to a redirection.
            if (c == "&" && (substr(text, i - 1, 1) ~ /[<>]/ || substr(text, i + 1, 1) == ">")) continue
            word(substr(text, from, i - from))
            from = i + 1
        }
    }
    word(substr(text, from))
}
END {
    m = split(dirs, pairs, us)
    for (i = 1; i <= m; i++) { c = index(pairs[i], "="); if (c) users[substr(pairs[i], 1, c - 1)] = substr(pairs[i], c + 1) }
    for (names in used) {
        m = split(names, all, ",")
        for (i = 1; i <= m && i <= 20; i++) {
            name = all[i]
            gsub(/^[ \t]+|!.*$/, "", name)
            if (name in line && !(name in seen) && ++told_of <= 200) { seen[name]; parts(line[name]) }
        }
    }
    fflush()
    if (list != "") { printf "%s", list | look; close(look) }
}
'

look='
while IFS= read -r l; do
    n=${l%%"$us"*} w=${l#*"$us"} found=gone
    case $w in
    /*) [ -f "$w" ] && [ -x "$w" ] && found=ok ;;
    *) command -v "$w" >/dev/null && found=ok ;;
    esac
    printf "%s prog %s\n" "$nonce" "$n$us$w$us$found"
done'

# The macros of resource.cfg that name folders; others may be passwords, and stay where they are.
folders() {
    dirs=
    [ -r "$resource_file" ] || return
    while IFS= read -r line; do
        case $line in '$USER'[0-9]*'$='/*) ;; *) continue ;; esac
        k=${line#?USER} v=${line#*=}
        k=${k%%\$*}
        [ -d "$v" ] || continue
        fact user "$k" "$v"
        dirs="$dirs$k=$v$us"
    done <"$resource_file"
}

main() {
    fact begin 1
    fact clock "$(date +%s)"
    file config "$config"
    if [ $state = ok ]; then
        settings
        boot=0 tick=$(getconf CLK_TCK || echo 100)
        while read -r k v; do [ "$k" = btime ] && boot=$v; done </proc/stat
        folders
        export us nonce
        file objects "$object_cache_file"
        content "$object_cache_file" | awk -v nonce="$nonce" -v wanted="$objects" -v at='	' -v dirs="$dirs" \
            -v look="$look" -v begins='^define [a-z]+ *[{]' "$keep$programs"
        file status "$status_file"
        # Not in a pipe, where the number would be lost.
        pid=$(content "$status_file" | grep -am1 '^	nagios_pid=')
        content "$status_file" | awk -v nonce="$nonce" -v wanted="$status" -v at='=' -v begins='^[a-z]+ *[{]' "$keep"
        process status "${pid#*=}"
        pid=
        [ -n "$lock_file" ] && read -r pid <"$lock_file"
        process lock "$pid"
        file log "$log_file"
        [ $state = ok ] && tail -c 1000000 -- "$log_file" | grep -aE '^\[[0-9]+\] (SERVICE|HOST) NOTIFICATION: ' |
            tail -n 300 | cut -b 1-300 | sed "s,^,$nonce log ,"
    fi
    fact end
}
main
