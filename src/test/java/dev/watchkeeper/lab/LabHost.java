package dev.watchkeeper.lab;

import static org.assertj.core.api.Assertions.assertThat;

import dev.watchkeeper.ssh.RemoteCommand;

import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/// A host in mount and pid namespaces of its own, with Debian's sshd on a loopback port, its own
/// copy of `/etc` and its own `/dev/shm`: nothing that is done to it reaches this machine. Closing
/// it ends everything in it.
final class LabHost implements AutoCloseable {
    static final String POINT = "/mnt/vol 1";

    private final Path folder;
    private final int port;
    private final Process box;
    private final BufferedWriter in;
    private final BufferedReader out;

    LabHost(Path folder) throws Exception {
        this.folder = folder;
        Files.createDirectories(Path.of("/run/sshd"));
        Path inside = Files.createDirectory(folder.resolve("host"));
        RealSshd.keygen(inside.resolve("host"));
        RealSshd.keygen(inside.resolve("user"));
        Files.copy(inside.resolve("user"), folder.resolve("identity"));
        port = RealSshd.freePort();
        Files.writeString(inside.resolve("sshd_config"), configuration(port));
        copy("silent-fuse.pl", inside.resolve("silent-fuse.pl"));
        copy("box.sh", folder.resolve("box.sh"));
        box =
                new ProcessBuilder(
                                "unshare",
                                "-mpf",
                                "--propagation",
                                "private",
                                "--kill-child",
                                "--mount-proc",
                                "sh",
                                folder.resolve("box.sh").toString(),
                                inside.toString())
                        .redirectError(ProcessBuilder.Redirect.INHERIT)
                        .start();
        in = box.outputWriter(StandardCharsets.UTF_8);
        out = box.inputReader(StandardCharsets.UTF_8);
        RealSshd.awaitListening(port);
    }

    /// Runs a shell line as the host's first process and returns what it printed.
    List<String> tell(String line) throws IOException {
        in.write(line + "\n");
        in.flush();
        List<String> said = new ArrayList<>();
        String next = out.readLine();
        while (next != null && !next.startsWith("done ")) {
            said.add(next);
            next = out.readLine();
        }
        assertThat(next).as("%s: %s", line, said).isEqualTo("done 0");
        return said;
    }

    /// Starts a program there in the background and returns its pid there.
    long start(String command) throws IOException {
        return Long.parseLong(tell(command + " >/dev/null 2>&1 & echo $!").getFirst());
    }

    /// Starts one of this name that does nothing, and returns its pid there.
    long startNamed(String name) throws IOException {
        tell("cp /usr/bin/sleep /mnt/" + name);
        return start("/mnt/" + name + " 4711");
    }

    /// Waits until a process is old enough to count as left over.
    void awaitLeftOver(long pid) {
        SilentMount.await(() ->
                Integer.parseInt(uncheckedTell("ps -o etimes= -p " + pid).getFirst().strip()) >= 2);
    }

    /// Starts one that gets stuck, and waits until it is.
    long stuck(String command, String waitChannel) throws IOException {
        long pid = start(command);
        SilentMount.await(() -> waitChannel.equals(channel(pid)));
        return pid;
    }

    /// Mounts a file system that never answers and returns its server's pid there.
    long mountSilent() throws IOException {
        String serve = "perl /mnt/silent-fuse.pl " + RemoteCommand.quote(POINT);
        long pid = Long.parseLong(tell(serve + " >/mnt/served 2>&1 & echo $!").getFirst());
        SilentMount.await(
                () -> uncheckedTell("cat /mnt/served 2>/dev/null; true").contains("mounted"));
        return pid;
    }

    /// What runs there, `PID STATE NAME` each, without zombies and the one that lists.
    List<String> processes() throws IOException {
        String each =
                "for p in /proc/[0-9]*; do l=; read -r l <$p/stat && n=${l%) *} && s=${l##*) } &&"
                        + " echo \"${l%% *} ${s%% *} ${n#*(}\"; done 2>/dev/null; true";
        return tell(each).stream().filter(l -> !l.matches("\\d+ [ZX] .*")).toList();
    }

    boolean runs(long pid) throws IOException {
        return processes().stream().anyMatch(l -> l.startsWith(pid + " "));
    }

    /// Installs a user that may log in, without any right.
    void addUser(String name) throws IOException {
        tell("echo '" + name + ":x:4242:4242::/:/bin/sh' >>/etc/passwd");
        tell("echo '" + name + ":x:4242:' >>/etc/group");
        tell("echo '" + name + ":*:19000:0:99999:7:::' >>/etc/shadow");
    }

    /// A fleet of this host alone, as `box`.
    ///
    /// @param more further lines, indented as they are to be
    Path fleet(String user, String... more) throws IOException {
        List<String> key =
                List.of(Files.readString(folder.resolve("host/host.pub")).split(" ", -1));
        Files.writeString(
                folder.resolve("known_hosts"),
                "[127.0.0.1]:%d %s %s%n".formatted(port, key.get(0), key.get(1).strip()));
        return Files.writeString(
                folder.resolve("fleet.yaml"),
                """
                known-hosts: [known_hosts]
                thresholds: {hosts: {stuck-after: 1s, mount-answer: 500ms, leftover-after: 1s}}
                hosts:
                  - name: box
                    role: builder
                    address: 127.0.0.1
                    port: %d
                    user: %s
                    identity: identity
                """
                                .formatted(port, user)
                        + String.join("\n", more)
                        + "\n");
    }

    private String channel(long pid) {
        return String.join("", uncheckedTell("cat /proc/" + pid + "/wchan; echo; true"));
    }

    private List<String> uncheckedTell(String line) {
        try {
            return tell(line);
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    private static String configuration(int port) {
        return """
        ListenAddress 127.0.0.1
        Port %d
        HostKey /mnt/host
        AuthorizedKeysFile /mnt/user.pub
        PidFile none
        StrictModes no
        PermitRootLogin yes
        PasswordAuthentication no
        UsePAM no
        """
                .formatted(port);
    }

    private static void copy(String resource, Path to) throws IOException {
        try (var from = LabHost.class.getResourceAsStream(resource)) {
            Files.copy(java.util.Objects.requireNonNull(from), to);
        }
    }

    @Override
    public void close() {
        box.destroyForcibly();
        box.onExit().join();
    }
}
