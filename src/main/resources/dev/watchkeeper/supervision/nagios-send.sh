# Hands commands to a Nagios Core 4. POSIX sh. Sent behind lines that set, beside those of the common part,
#   lines    the commands, without their time, one a line
#   naps     how many twentieths of a second the command file is waited for
# The rows are, beside those of the common part,
#   log INODE SIZE (of the log before); refused disabled|gone|odd|unwritable|unread|late|failed GROUP; sent SECONDS; end
# Opening a FIFO that nobody reads blocks: a child of ours does it, and is killed when it takes too long.

hand() {
    if [ "$check_external_commands" = 0 ]; then
        fact refused disabled ''
        return
    fi
    a=${command_file%/*}
    group=$(stat -L -c %G -- "$a")
    if [ ! -x "$a" ]; then
        if [ -d "$a" ]; then fact refused unwritable "$group"; else fact refused gone ''; fi
        return
    fi
    if [ ! -e "$command_file" ]; then
        fact refused gone ''
        return
    fi
    if [ ! -p "$command_file" ]; then
        fact refused odd ''
        return
    fi
    if [ ! -w "$command_file" ]; then
        fact refused unwritable "$(stat -L -c %G -- "$command_file")"
        return
    fi
    now=$(date +%s)
    text=
    while IFS= read -r l; do
        [ -n "$l" ] && text="$text[$now] $l
"
    done <<LINES
$lines
LINES
    (printf %s "$text" >"$command_file") </dev/null >/dev/null &
    writer=$!
    n=0
    while kill -0 $writer && [ $n -lt $naps ]; do
        sleep 0.05 || { sleep 1 && n=$((n + 20)); }
        n=$((n + 1))
    done
    if kill -9 $writer; then
        wait $writer
        # It may have ended between the two.
        [ $? -ge 128 ] && fact refused late '' && return
        fact sent "$now"
    elif wait $writer; then
        fact sent "$now"
    else
        fact refused failed ''
    fi
}

file config "$config"
if [ $state = ok ]; then
    settings
    file log "$log_file"
    if [ $state = ok ]; then
        IFS=' ' read -r inode _ <<NODE
$(ls -Lid -- "$log_file")
NODE
        fact log "$inode" "$(($(wc -c <"$log_file")))"
    fi
    hand
else
    fact refused unread ''
fi
fact end
