# The mounts that can hang.

# Prints the mounts that can hang, remembers those to ask, and which folders not to write to.
mounts() {
    todo= locals= seen=' ' unsafe= fuses= remote= n=0
    while read -r id _ dev _ point _ rest; do
        rest=${rest#*- }
        type=${rest%% *}
        source=${rest#* }
        options=${source#* }
        source=${source%% *}
        case $type in
        fuse | fuse.* | fuseblk | nfs | nfs4 | cifs | smb3 | smbfs | ceph | 9p | afs | lustre | gpfs | \
            beegfs | ocfs2 | gfs2 | virtiofs | glusterfs)
            far=yes
            for k in /dev/shm "/run/user/$uid" /tmp /var/tmp; do
                case $k/ in "$point"/*) unsafe="$unsafe $k " ;; esac
            done
            ;;
        ext2 | ext3 | ext4 | xfs | btrfs | zfs | f2fs | jfs | reiserfs | vfat | exfat | ntfs3 | bcachefs | overlay)
            far=
            ;;
        proc)
            case $options in *hidepid=[12in]*) row note "processes of other users are hidden (hidepid)" ;; esac
            continue
            ;;
        *) continue ;;
        esac
        n=$((n + 1))
        if [ $n -gt 200 ]; then
            row note "more than 200 mounts: the others are left out"
            break
        fi
        row mount "$id" "$dev" "$type" "$source" "$point"
        [ -n "$far" ] && remote="$remote|$id"
        case $type in fuse | fuse.* | fuseblk) fuse "$id" "$dev" ;; esac
        case $seen in *" $dev "*) continue ;; esac
        [ "$type" = overlay ] && continue
        seen="$seen$dev "
        case $point in
        *%*\\* | *\\*%*) continue ;;
        *\\*) path=$(printf "$point") ;;
        *) path=$point ;;
        esac
        eval "point_$id=\$point path_$id=\$path"
        if [ -n "$far" ]; then todo="$todo $id"; else locals="$locals $id"; fi
    done <self/mountinfo
    todo="$todo$locals"
}

fuse() {
    c=$((${2%:*} * 1048576 + ${2#*:})) w=
    read -r w <"/sys/fs/fuse/connections/$c/waiting"
    row fuse "$1" "$c" "${w:--}"
    fuses="$fuses $c"
}
