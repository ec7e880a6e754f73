# Which TCP connection each SSH client and server holds: what joins a run to what it started elsewhere.

sockets() {
    [ -n "$sshs" ] || return
    # With one folder alone, ls would not name it.
    l=self/ns/
    for p in $sshs; do l="$l $p/fd/"; done
    # A link of another user's cannot be read, which ls says on stderr only.
    ls -ln $l | sed -n "
s,^\([0-9]*\)/fd/:\$,\1,
t pid
s,.* socket:\[\([0-9]*\)\]\$,\1,
t socket
d
:pid
h
d
:socket
G
s,^\([0-9]*\)\n\([0-9]*\)\$,$nonce fd \2 \1,p"
    n=0
    for k in tcp tcp6; do
        while read -r _ a b s _ _ _ _ _ i _; do
            [ "$s" = 01 ] && [ "$i" != 0 ] || continue
            n=$((n + 1))
            [ $n -gt 4000 ] && row note "more than 4000 TCP connections: the others are left out" && return
            row tcp "$i" "$a" "$b"
        done <"net/$k"
    done
}
