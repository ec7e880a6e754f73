# A host in namespaces of its own: box.sh FOLDER, where FOLDER is copied to /mnt. Its first process runs the
# lines that come on stdin, and says `done STATUS` after each; with it ends everything.
mount -t tmpfs -o mode=755 lab /mnt
cp -a "$1/." /mnt/
cp -a /etc /mnt/etc
mount --bind /mnt/etc /etc
mount -t tmpfs -o mode=1777 lab /dev/shm
mount -t fusectl none /sys/fs/fuse/connections 2>/dev/null
mkdir -p "/mnt/vol 1"
/usr/sbin/sshd -D -E /mnt/log -f /mnt/sshd_config </dev/null >/dev/null 2>&1 &
while read -r line; do
    eval "$line"
    echo "done $?"
done
