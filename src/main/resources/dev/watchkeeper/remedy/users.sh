# Prints, from a long list of links of /proc, the ids of at most 8 processes whose links lead to $1 or
# below it.
below() {
    seen=' ' n=0 at=
    while IFS= read -r line; do
        left=${line% -> *}
        left=${left##* }
        case $line in
            /proc/*/fd:) at=${line#/proc/} at=${at%/fd:} && continue ;;
            *" -> $1" | *" -> $1/"*) ;;
            *) continue ;;
        esac
        case $left in
            /proc/*) left=${left#/proc/} && left=${left%%/*} ;;
            *) left=$at ;;
        esac
        case $seen in
            *" $left "*) continue ;;
        esac
        n=$((n + 1)) seen="$seen$left "
        [ "$n" -gt 8 ] || echo "$left"
    done
}
