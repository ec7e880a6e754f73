package dev.watchkeeper.lab;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/// Debian's sshd on a loopback port, as root, with keys and configuration in a folder of its own.
public final class RealSshd implements AutoCloseable {
    private static final Path PROGRAM = Path.of("/usr/sbin/sshd");

    final Process process;
    final int port;
    final Path folder;

    private RealSshd(Process process, int port, Path folder) {
        this.process = process;
        this.port = port;
        this.folder = folder;
    }

    /// Starts one that listens on 127.0.0.1 alone, unless a line says `ListenAddress`.
    ///
    /// @param extra lines for its configuration; they win over those here
    public static RealSshd start(Path folder, String... extra) throws Exception {
        return start(List.of(), folder, extra);
    }

    /// Starts one through another program that ends by becoming it.
    static RealSshd start(List<String> through, Path folder, String... extra) throws Exception {
        Files.createDirectories(Path.of("/run/sshd"));
        Files.createDirectories(folder);
        keygen(folder.resolve("host"));
        keygen(folder.resolve("user"));
        Files.copy(folder.resolve("user.pub"), folder.resolve("authorized"));
        int port = freePort();
        Path config = folder.resolve("sshd_config");
        Files.writeString(config, configuration(folder, port, List.of(extra)));
        List<String> command = new ArrayList<>(through);
        command.addAll(List.of(PROGRAM.toString(), "-D", "-E", folder.resolve("log").toString()));
        command.addAll(List.of("-f", config.toString()));
        Process process = new ProcessBuilder(command).start();
        awaitListening(port);
        return new RealSshd(process, port, folder);
    }

    /// Of each keyword the first line counts.
    private static String configuration(Path folder, int port, List<String> extra) {
        List<String> lines = new ArrayList<>(extra);
        if (extra.stream().noneMatch(line -> line.startsWith("ListenAddress"))) {
            lines.add("ListenAddress 127.0.0.1");
        }
        lines.add(
                """
                Port %d
                HostKey %s
                AuthorizedKeysFile %s
                PidFile none
                StrictModes no
                PermitRootLogin yes
                PasswordAuthentication no
                UsePAM no
                MaxStartups 1000
                """
                        .formatted(port, folder.resolve("host"), folder.resolve("authorized")));
        return String.join("\n", lines);
    }

    public int port() {
        return port;
    }

    public Path userKey() {
        return folder.resolve("user");
    }

    /// The public host key, as known_hosts holds it.
    public String hostKey() throws IOException {
        List<String> words = List.of(Files.readString(folder.resolve("host.pub")).split(" ", -1));
        return words.get(0) + " " + words.get(1).strip();
    }

    void signal(String signal) throws Exception {
        execute(List.of("kill", "-" + signal, Long.toString(process.pid())));
    }

    static void keygen(Path file) throws Exception {
        Files.deleteIfExists(file);
        execute(List.of("ssh-keygen", "-q", "-t", "ed25519", "-N", "", "-f", file.toString()));
    }

    static String execute(List<String> words) throws Exception {
        Process process = new ProcessBuilder(words).redirectErrorStream(true).start();
        String said =
                new String(
                        process.getInputStream().readAllBytes(),
                        java.nio.charset.StandardCharsets.UTF_8);
        if (process.waitFor() != 0) {
            throw new IllegalStateException(words + ": " + said);
        }
        return said;
    }

    static int freePort() throws IOException {
        try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    static void awaitListening(int port) throws Exception {
        var never = new CountDownLatch(1);
        for (int i = 0; i < 200; i++) {
            try (var socket = new Socket()) {
                socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 1000);
                return;
            } catch (IOException e) {
                if (never.await(50, TimeUnit.MILLISECONDS)) {
                    return;
                }
            }
        }
        throw new IllegalStateException("sshd does not listen");
    }

    /// As known_hosts has its key.
    void writeKnownHosts(Path file) throws IOException {
        Files.writeString(file, "[127.0.0.1]:%d %s\n".formatted(port(), hostKey()));
    }

    @Override
    public void close() throws IOException {
        // A stopped process takes no TERM.
        new ProcessBuilder("kill", "-CONT", Long.toString(process.pid())).start().onExit().join();
        process.destroy();
        process.onExit().completeOnTimeout(process, 5, TimeUnit.SECONDS).join();
        process.destroyForcibly();
    }
}
