# Runs "$@" in a process group of its own, which is ended when the connection is or the time is up.
# Set before: w_nonce, w_limit (seconds), w_stdin. The channel's stdin has been read up to here.
case ":$PATH:" in
*::* | *:[!/]*) PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin ;;
*) PATH=$PATH:/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin ;;
esac
LC_ALL=C
export PATH LC_ALL
exec 3<&0 </dev/null
w_own=
if command -v setsid >/dev/null 2>&1; then
    w_own=setsid
else
    set -m 2>/dev/null
fi
w_fired=
trap 'w_fired=1; trap "" TERM' TERM
printf '%s begin\n' "$w_nonce" >&2
printf '%s begin\n' "$w_nonce"
if [ -n "$w_stdin" ]; then
    printf %s "$w_stdin" 2>/dev/null 3<&- | $w_own sh -c 'trap : TERM; "$@"' sh "$@" 3<&- &
else
    $w_own sh -c 'trap : TERM; "$@"' sh "$@" 3<&- &
fi
w_job=$!
w_stdin=
$w_own sh -c '
cat >/dev/null <&3 &
w_end=$!
exec 3<&-
{ sleep "$3"; kill "$w_end"; } &
wait "$w_end"
kill -15 "$2"
kill -15 -"$1"
sleep 1
kill -9 -"$1" "$2"
kill -9 -$$
' sh "$w_job" $$ "$w_limit" >/dev/null 2>&1 &
w_watch=$!
exec 3<&-
wait "$w_job"
w_status=$?
if [ -n "$w_fired" ]; then
    wait "$w_job"
    kill -0 -"$w_job" 2>/dev/null && wait "$w_watch"
fi
{ kill -9 -"$w_watch" || kill -9 "$w_watch"; wait "$w_watch"; } >/dev/null 2>&1
printf '%s end %s\n' "$w_nonce" "$w_status" >&2
printf '%s end %s\n' "$w_nonce" "$w_status"
exit "$w_status"
