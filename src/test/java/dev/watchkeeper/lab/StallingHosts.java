package dev.watchkeeper.lab;

import dev.watchkeeper.inventory.Host;
import dev.watchkeeper.inventory.HostRole;
import dev.watchkeeper.inventory.SshAccess;
import dev.watchkeeper.ssh.RemoteCommand;
import dev.watchkeeper.ssh.Stall;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

/// Hosts that stall in nine ways, two of each, and three good ones: real sshds wherever there is
/// one to stall.
final class StallingHosts implements AutoCloseable {
    /// What the sshd that thinks about a key for ever waits for.
    static final String THOUGHT = "/usr/bin/sleep 4243";

    static final RemoteCommand HELLO = RemoteCommand.of("echo", "hello");

    private static final int COPIES = 2;

    private final Path folder;
    private final RealSshd good;
    private final Map<Host, RemoteCommand> withoutCommands = new LinkedHashMap<>();
    private final Map<Host, RemoteCommand> stallingCommands = new LinkedHashMap<>();
    private final List<Host> mute = new ArrayList<>();
    private final List<Stall> listeners = new ArrayList<>();
    private final List<RealSshd> servers = new ArrayList<>();

    StallingHosts(Path folder) throws Exception {
        this.folder = folder;
        this.good = sshd("good");
        noAnswer("syn-dropped", OwnNamespaces.NOWHERE, 22);
        listener("silent", Stall.silent());
        listener("banner", Stall.bannerOnly());
        listener("dripping", Stall.dripping());
        RealSshd stopped = sshd("stopped");
        stopped.signal("STOP");
        on("stopped", stopped, HELLO, withoutCommands);
        RealSshd thinking =
                sshd(
                        "thinking",
                        "AuthorizedKeysCommand " + THOUGHT,
                        "AuthorizedKeysCommandUser root",
                        "AuthorizedKeysFile none");
        on("auth", thinking, HELLO, withoutCommands);
        on("frozen", freezing(), shell("echo before; sleep 4242"), withoutCommands);
        on("exec", good, shell("trap '' TERM; sleep 4242; sleep 4244"), stallingCommands);
        on("trickle", good, shell("while echo trickle; do sleep 0.2; done"), stallingCommands);
        on("exec", forcing("mute", "exec cat >/dev/null"));
        on("trickle", forcing("drivel", "while echo trickle; do sleep 0.2; done"));
    }

    Path knownHosts() {
        return folder.resolve("known_hosts");
    }

    List<Host> good() {
        return List.of(host("good1", good), host("good2", good), host("good3", good));
    }

    /// The stalled hosts, and the command with which each stalls.
    Map<Host, RemoteCommand> commands() {
        Map<Host, RemoteCommand> all = new LinkedHashMap<>(withoutCommands);
        all.putAll(stallingCommands);
        return all;
    }

    /// Hosts that stall whatever they are asked.
    List<Host> hosts() {
        List<Host> all = new ArrayList<>(withoutCommands.keySet());
        all.addAll(mute);
        return all;
    }

    /// Closes what is not an sshd.
    void closeListeners() throws IOException {
        for (Stall listener : listeners) {
            listener.close();
        }
    }

    /// An sshd that is stopped once a command has begun and said something.
    private RealSshd freezing() throws Exception {
        return forcing(
                "freezing",
                "eval \"$SSH_ORIGINAL_COMMAND\" | { head -c 1; kill -STOP \"$PPID\"; cat; }");
    }

    private RealSshd forcing(String name, String script) throws Exception {
        Path file = folder.resolve(name + ".sh");
        Files.writeString(file, script + "\n");
        return sshd(name, "ForceCommand exec /bin/sh " + file);
    }

    private RealSshd sshd(String name, String... lines) throws Exception {
        RealSshd server = RealSshd.start(folder.resolve(name), lines);
        servers.add(server);
        Files.writeString(
                knownHosts(),
                "[127.0.0.1]:" + server.port() + " " + server.hostKey() + "\n",
                StandardOpenOption.CREATE,
                StandardOpenOption.APPEND);
        return server;
    }

    private void listener(String kind, Stall stall) {
        listeners.add(stall);
        noAnswer(kind, "127.0.0.1", stall.port());
    }

    private void noAnswer(String kind, String address, int port) {
        for (int i = 1; i <= COPIES; i++) {
            withoutCommands.put(host(kind + i, address, port, good.userKey()), HELLO);
        }
    }

    private void on(
            String kind, RealSshd server, RemoteCommand command, Map<Host, RemoteCommand> into) {
        for (int i = 1; i <= COPIES; i++) {
            into.put(host(kind + i, server), command);
        }
    }

    private void on(String kind, RealSshd server) {
        for (int i = 1; i <= COPIES; i++) {
            mute.add(host(kind + i, server));
        }
    }

    private static RemoteCommand shell(String text) {
        return RemoteCommand.of("sh", "-c", text);
    }

    private static Host host(String name, RealSshd server) {
        return host(name, "127.0.0.1", server.port(), server.userKey());
    }

    private static Host host(String name, String address, int port, Path key) {
        var access =
                new SshAccess(
                        address,
                        Optional.of("root"),
                        OptionalInt.of(port),
                        Optional.of(key),
                        Optional.empty());
        return new Host(name, HostRole.OTHER, access, List.of(), false);
    }

    @Override
    public void close() throws IOException {
        closeListeners();
        for (RealSshd server : servers) {
            server.close();
        }
    }
}
