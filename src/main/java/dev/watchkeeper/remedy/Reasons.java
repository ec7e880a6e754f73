package dev.watchkeeper.remedy;

/// The words of the scripts' refusals for a person; see [Commands].
final class Reasons {
    private Reasons() {}

    static String of(String word) {
        return switch (word) {
            case "boot" -> "the host was restarted since it was observed";
            case "init" -> "it is the first process of the system";
            case "ancestor" -> "it carries this very session";
            case "sshd" -> "it is the SSH server that lets anybody in";
            case "kernel" -> "it is a thread of the kernel";
            case "start" -> "the pid belongs to another process by now";
            case "name" -> "it goes by another name by now";
            case "user" -> "it belongs to another user by now";
            case "arguments" -> "it has other arguments by now";
            case "hidden" -> "the host hides it from this login";
            case "permission" -> "this login may not do it, and sudo is not enabled for the host";
            case "password" -> "sudo needs a password; see watchkeeper sudoers";
            case "no-sudo" -> "the host has no sudo";
            case "unmounted" -> "nothing is mounted there any more";
            case "other-mount" -> "something else is mounted there by now";
            case "answers" -> "it answers by now";
            case "silent" -> "it does not answer, so somebody may wait for it: free that mount";
            case "link" -> "a symbolic link leads there";
            case "group" -> "one of the process groups has another member by now";
            case "not-root" -> "only root sees who holds a lock";
            case "no-file" -> "it is no plain file";
            case "unproven" ->
                    "it names no process and is younger than the start of the host, so nothing"
                            + " proves that nobody holds it";
            case "path" -> "the path is not safe";
            case "no-fusectl" -> "the host shows no such FUSE connection";
            case "full" -> "the host's /tmp takes no lock: it is full or read-only";
            case "spool" ->
                    "neither the home folder nor /var/tmp of the host takes the run's output: full,"
                            + " read-only or somebody else's";
            case "lock" -> "the lock of an earlier run could not be taken over";
            default -> ofSupervision(word);
        };
    }

    private static String ofSupervision(String word) {
        return switch (word) {
            case "config" -> "the main configuration file of the supervision cannot be read there";
            case "no-folder" ->
                    "the supervision reads no folder that this login may write to (cfg_dir of"
                            + " Nagios, include_recursive of Icinga, rule_files with a * of"
                            + " Prometheus): add it by hand";
            case "no-daemon" -> "the supervision does not run there: restart it first";
            case "no-binary" -> "the supervision's own verifier is not there";
            case "verify" ->
                    "the supervision's own verifier refused it, and it was taken back; see the"
                            + " output";
            case "unseen" -> "the supervision did not list it after loading, so it was taken back";
            case "no-unit" ->
                    "the host has no service of that name: give 'restart' in the fleet file";
            case "no-reader" -> "nothing reads the command file of the supervision: restart it";
            default -> "the host refused it";
        };
    }
}
