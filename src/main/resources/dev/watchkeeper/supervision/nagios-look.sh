# Looks at one service of a Nagios Core 4, and at what its log has since. POSIX sh and awk. Sent behind lines that set,
# beside those of the common part,
#   host, service  of whom
#   token          by which a notification is recognised
#   node, from     inode and size of the log when the drill began; node is empty where it could not be read
# The rows are, beside those of the common part,
#   clock SECONDS; created SECONDS; service STATE CHECKED NOTIFIED OUTPUT; log LINE; end

find='
BEGIN { host = ENVIRON["host"]; service = ENVIRON["service"] }
block == "" { if (/^(info|servicestatus) *[{]/) { block = $1; split("", v) } next }
/^\t[}][ \t\r]*$/ {
    if (block == "info") print nonce " created " v["created"]
    if (block == "servicestatus" && v["host_name"] == host && v["service_description"] == service) {
        print nonce " service " v["current_state"] us v["last_check"] us v["last_notification"] us v["plugin_output"]
        exit
    }
    block = ""
    next
}
/^\t(created|host_name|service_description|current_state|last_check|last_notification|plugin_output)=/ {
    i = index($0, "=")
    k = substr($0, 2, i - 2)
    if (!(k in v)) v[k] = substr($0, i + 1, 300)
}
'

file config "$config"
if [ $state = ok ]; then
    settings
    fact clock "$(date +%s)"
    file status "$status_file"
    export host service
    content "$status_file" | awk -v nonce="$nonce" -v us="$us" "$find"
    if [ -n "$node" ] && [ -r "$log_file" ]; then
        IFS=' ' read -r inode _ <<NODE
$(ls -Lid -- "$log_file")
NODE
        size=$(wc -c <"$log_file")
        # It was rotated: all of it is new.
        [ "$inode" = "$node" ] && [ "$size" -ge "$from" ] || from=0
        tail -c +$((from + 1)) -- "$log_file" | head -c 67108864 | grep -aF -e "$token" |
            grep -aE '^\[[0-9]+\] SERVICE NOTIFICATION: ' | head -n 50 | cut -b 1-400 | sed "s,^,$nonce log ,"
    fi
fi
fact end
