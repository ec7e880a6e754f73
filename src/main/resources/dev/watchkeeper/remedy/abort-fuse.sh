# Sets waiting to the number of requests that wait, or to - where it may not be read.
count() {
    waiting=
    { read -r waiting < "$1/waiting"; } 2>/dev/null
    waiting=${waiting:--}
}

main() {
    prepare "$1" "$2" "$4" "0:$5"
    case $type in
        fuse | fuse.* | fuseblk) ;;
        *) refuse other-mount ;;
    esac
    case $4 in
        *\\*) ;;
        *)
            ask "$4"
            [ "$answer" != yes ] || refuse answers
            ;;
    esac
    connection=/sys/fs/fuse/connections/$5
    if [ "$3" = sudo ] && [ "$me" != 0 ]; then
        said=$(echo 1 | sudo -n tee "$connection/abort" 2>&1 > /dev/null)
    else
        said=$(echo 1 | tee "$connection/abort" 2>&1 > /dev/null)
    fi || case $said in
        *'o such file'*) refuse no-fusectl ;;
        *) refuse "$(reason "$said")" ;;
    esac
    count "$connection"
    turns=0
    while [ "$waiting" != 0 ] && [ "$waiting" != - ] && [ "$turns" -lt 10 ]; do
        turns=$((turns + 1))
        nap 0.2
        count "$connection"
    done
    say "aborted $5 $waiting"
    say end
}

main "$@"
