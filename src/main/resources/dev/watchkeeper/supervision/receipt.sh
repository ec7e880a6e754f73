# Looks for a token in what was appended to a file. POSIX sh; sent behind lines that set
#   nonce   begins the one row
#   path    the file
#   node    its inode number when the drill began; empty where there was none
#   from    its size then
#   token   letters, digits and hyphens
LC_ALL=C
export LC_ALL
exec 2>/dev/null

look() {
    if [ ! -e "$path" ]; then
        a=${path%/*}
        if [ -x "${a:-/}" ]; then echo none; else echo unread; fi
        return
    fi
    if [ ! -f "$path" ]; then
        echo odd
        return
    fi
    [ -r "$path" ] || { echo unread && return; }
    set -- $(ls -Lid -- "$path")
    at=$1
    size=$(wc -c <"$path")
    # It was rotated: all of it is new.
    [ "$at" = "$node" ] && [ "$size" -ge "$from" ] || from=0
    found=no
    if [ -n "$token" ] && tail -c +$((from + 1)) -- "$path" | head -c 67108864 | grep -aqF -e "$token"; then
        found=found
    fi
    echo file "$at" $((size)) $found
}
printf '%s %s\n' "$nonce" "$(look)"
