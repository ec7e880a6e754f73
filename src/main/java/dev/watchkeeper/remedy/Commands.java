package dev.watchkeeper.remedy;

import dev.watchkeeper.host.RemoteProcess;
import dev.watchkeeper.ssh.RemoteCommand;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/// Everything that a remedy ever sends to a host besides [DetachedScripts]: five POSIX sh scripts,
/// each as `sh -s -- WORD…` with the script on stdin. The first line of a script names it.
///
/// In all of them NONCE is the first word and begins every line of the script's own; other lines
/// are the output of what it ran. BOOT is the boot id that the host must still have. SUDO is `sudo`
/// where `sudo -n` may be used, else `-`. The last line is always `NONCE end`; without it the
/// outcome is unknown. `NONCE refused - WHY` means that nothing was done.
///
/// | first line | words after `sh -s --` |
/// |---|---|
/// | `# watchkeeper signal 1` | NONCE BOOT SUDO GRACE {PID START USER NAME ARGUMENTS}… [GROUPS] |
/// | `# watchkeeper continue 1` | NONCE BOOT SUDO PID START USER NAME ARGUMENTS |
/// | `# watchkeeper abort-fuse 1` | NONCE BOOT SUDO POINT N |
/// | `# watchkeeper remove-lock 1` | NONCE BOOT SUDO PATH |
/// | `# watchkeeper unmount 1` | NONCE BOOT SUDO POINT PATH DEVICE `lazy`, `dead` or `force` |
///
/// START is field 22 of `/proc/PID/stat`; GRACE seconds; NAME and ARGUMENTS are `=TEXT` (equal),
/// `^TEXT` (begins with it) or `-` (not compared), blanks collapsed; GROUPS such as `79,80`; POINT
/// is the mount point as mountinfo writes it (`\040` for a blank), PATH as it is; DEVICE such as
/// `0:52`.
///
/// Lines of `signal`, in this order for each target, all after `NONCE `:
/// - `sent TERM PID` / `sent KILL PID`: the signal went out, right after the target was checked;
/// - `gone PID before` / `gone PID TERM` / `gone PID KILL`: it does not run any more;
/// - `left PID STATE WCHAN`: it got both and is still there; WCHAN is `-` where it is not known;
/// - `refused PID WHY`: it was not touched. WHY is `init`, `ancestor` (of the script's own
///   session), `sshd` (a listener), `kernel`, `start` (the pid is another process by now), `name`,
///   `user`, `arguments`, `hidden`, `permission`, `password` (sudo asks for one), `no-sudo` or
///   `failed`.
///
/// Lines of `continue`: `sent CONT PID`, then `state PID STATE`; or `gone` or `refused` as above.
///
/// Lines of `abort-fuse`: `aborted N WAITING`, the number of requests that wait afterwards or `-`.
///
/// Lines of `unmount`: `unmounted force`; or `busy force STATUS`, `user PID`… for who has something
/// of it open, and then `unmounted lazy`, `unmounted lazy held` (its FUSE connection goes on) or
/// `unmounted lazy -` (that cannot be told); or `left force STATUS` / `left lazy STATUS`, with the
/// exit status of umount, 2 when it hung.
///
/// Lines of `remove-lock`: `absent`; `removed ended` (the process that it names does not run) or
/// `removed boot` (it is older than the system's start); or `held PID NAME`, and it stays.
///
/// `refused - WHY` of all: `boot`, and for signals `group` (a process group has a member that is no
/// target), for mounts `unmounted`, `other-mount`, `answers`, `silent` (for `dead` alone), `link`,
/// `path`, `no-fusectl`, `permission`, `password`, `no-sudo`, `failed`, and for locks `not-root`,
/// `no-file`, `unproven`.
///
/// What runs under sudo: `kill -TERM PID`, `kill -KILL PID`, `kill -CONT PID`, `umount -f PATH`,
/// `umount -l PATH`, `tee /sys/fs/fuse/connections/N/abort` and the renewals' commands as they are.
final class Commands {
    /// The most targets of one `signal`: sshd hands the words on as one line, which Linux limits to
    /// 128 KiB.
    static final int MAX_TARGETS = 200;

    private static final int MAX_COMPARED = 100;

    private Commands() {}

    static RemoteCommand signal(
            Frame frame, String bootId, int graceSeconds, RemedyStep.Action.Signal signal) {
        var words =
                new ArrayList<>(
                        List.of(frame.nonce, bootId, frame.sudo(), String.valueOf(graceSeconds)));
        signal.processes().forEach(p -> words.addAll(target(p)));
        if (!signal.groups().isEmpty()) {
            words.add(
                    signal.groups().stream()
                            .sorted()
                            .map(String::valueOf)
                            .collect(Collectors.joining(",")));
        }
        return script("signal", List.of("common", "process", "signal"), words);
    }

    static RemoteCommand continueProcess(Frame frame, RemoteProcess process) {
        var words = new ArrayList<>(List.of(frame.nonce, process.key().bootId(), frame.sudo()));
        words.addAll(target(process));
        return script("continue", List.of("common", "process", "continue"), words);
    }

    static RemoteCommand abortFuse(Frame frame, RemedyStep.Action.AbortFuse abort) {
        return script(
                "abort-fuse",
                List.of("common", "mount", "abort-fuse"),
                List.of(
                        frame.nonce,
                        abort.bootId(),
                        frame.sudo(),
                        asMountinfo(abort.mountPoint()),
                        String.valueOf(abort.connection())));
    }

    static RemoteCommand unmount(Frame frame, RemedyStep.Action.Unmount unmount) {
        return script(
                "unmount",
                List.of("common", "mount", "users", "unmount"),
                List.of(
                        frame.nonce,
                        unmount.bootId(),
                        frame.sudo(),
                        asMountinfo(unmount.mountPoint()),
                        unmount.mountPoint(),
                        unmount.device(),
                        switch (unmount.which()) {
                            case UNLESS_IT_ANSWERS -> "lazy";
                            case ONLY_WHEN_DEAD -> "dead";
                        }));
    }

    static RemoteCommand removeLock(Frame frame, RemedyStep.Action.RemoveLock lock) {
        return script(
                "remove-lock",
                List.of("common", "process", "mount", "users", "remove-lock"),
                List.of(frame.nonce, lock.bootId(), frame.sudo(), lock.path()));
    }

    static RemoteCommand reload(Frame frame, RemedyStep.Action.Reload reload) {
        RemoteProcess master = reload.master();
        var words = new ArrayList<>(List.of(frame.nonce, master.key().bootId(), frame.sudo()));
        words.addAll(target(master));
        words.add(reload.signal());
        words.addAll(reload.test());
        return script("reload", List.of("common", "process", "reload"), words);
    }

    static RemoteCommand removeFolders(Frame frame, RemedyStep.Action.RemoveFolders folders) {
        var words = new ArrayList<>(List.of(frame.nonce, folders.bootId()));
        words.addAll(folders.paths());
        return script("remove-folders", List.of("common", "remove-folders"), words);
    }

    private static List<String> target(RemoteProcess process) {
        return List.of(
                String.valueOf(process.key().pid()),
                String.valueOf(process.key().startTicks()),
                process.user(),
                pattern(process.command(), false),
                pattern(process.arguments().orElse(""), true));
    }

    /// What a text on the host is compared with: as much of its beginning as is plain, because the
    /// probe may have cut the rest or shown it with escapes.
    static String pattern(String text, boolean collapse) {
        String whole = collapse ? String.join(" ", text.strip().split("\\s+")) : text;
        int plain = 0;
        while (plain < Math.min(whole.length(), MAX_COMPARED) && isPlain(whole.charAt(plain))) {
            plain++;
        }
        String kept = whole.substring(0, plain);
        if (kept.isBlank()) {
            return "-";
        }
        // The shell that compares drops blanks at the end of a word list.
        return plain == whole.length() ? "=" + kept : "^" + (collapse ? kept.strip() : kept);
    }

    private static boolean isPlain(char c) {
        return c >= ' ' && c < 0x7f && c != '\\';
    }

    /// proc_pid_mountinfo(5): blank, tab, line feed and backslash are octal escapes.
    static String asMountinfo(String path) {
        return path.replace("\\", "\\134")
                .replace(" ", "\\040")
                .replace("\t", "\\011")
                .replace("\n", "\\012");
    }

    private static RemoteCommand script(String name, List<String> parts, List<String> words) {
        return RemoteCommand.script(
                text("# watchkeeper " + name + " 1\n", parts), words.toArray(String[]::new));
    }

    /// The parts of a script after its first line.
    static String text(String heading, List<String> parts) {
        var text = new StringBuilder(heading);
        parts.forEach(part -> text.append(read(part)));
        return text.toString();
    }

    private static String read(String part) {
        try (var in = Commands.class.getResourceAsStream(part + ".sh")) {
            if (in == null) {
                throw new IllegalStateException("no script " + part);
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// What frames one script's run.
    ///
    /// @param nonce begins every line of the script's own; unpredictable, so that output of what it
    ///   runs cannot forge one
    /// @param mayUseSudo whether `sudo -n` may be used
    record Frame(String nonce, boolean mayUseSudo) {
        String sudo() {
            return mayUseSudo ? "sudo" : "-";
        }
    }
}
