# Prints what the run has put out from byte $offset on, in whole lines while it goes on, each part
# followed by `at OFFSET`; then how it ended, or `more` after $patience seconds or a good part.
follow() {
    tired=$((patience * 4)) sent=0
    while :; do
        fate
        over=1
        case $fate in
            running* | starting) over= ;;
        esac
        part
        if [ -n "$over" ] && [ "$new" -eq 0 ]; then
            say "$fate"
            break
        fi
        if [ "$tired" -le 0 ] || [ "$sent" -gt 400000 ]; then
            say "more"
            break
        fi
        [ "$new" -gt 0 ] || { tired=$((tired - 1)) && nap 0.25; }
    done
    say end
}

part() {
    new=0
    size=$(wc -c < "$dir/output" 2>/dev/null) || return
    new=$((size - offset))
    [ "$new" -gt 0 ] || { new=0 && return; }
    [ "$new" -le 65536 ] || new=65536
    torn=
    if [ -n "$(slice | tail -c 1 | tr '\000' .)" ]; then
        torn=$(slice | tail -n 1 | wc -c)
        torn=$((torn))
        if [ "$torn" -lt "$new" ]; then
            new=$((new - torn)) torn=
        elif [ -z "$over" ] && [ "$new" -lt 65536 ]; then
            new=0
            return
        fi
    fi
    slice
    [ -z "$torn" ] || echo
    offset=$((offset + new)) sent=$((sent + new))
    say "at $offset"
}

slice() {
    tail -c "+$((offset + 1))" "$dir/output" | head -c "$new"
}

# Names who began the run, and when.
about() {
    name= who= began= limit=
    { read -r name who began limit < "$dir/about"; } 2>/dev/null
    say "about $1 ${began:--} ${limit:--} ${who:--} ${name:--}"
}
