package dev.watchkeeper.ssh;

import dev.watchkeeper.inventory.Host;
import dev.watchkeeper.inventory.HostRole;
import dev.watchkeeper.inventory.SshAccess;

import java.io.IOException;
import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

/// Our side of an SSH test: a remote with files of its own, and hosts that point at loopback ports.
final class Console implements AutoCloseable {
    final Path folder;
    final Path knownHostsFile;
    final KnownHosts knownHosts;
    final SuppliedCredentials credentials = new SuppliedCredentials();
    final Map<String, Host> fleet = new HashMap<>();
    final SshRemote remote;

    Console(Path folder) {
        this(folder, SshConfig.none(), Optional.empty(), InetAddress::getAllByName);
    }

    Console(Path folder, SshConfig config, Optional<Path> agent, NameLookup.Resolver resolver) {
        this.folder = folder;
        this.knownHostsFile = folder.resolve("known_hosts");
        this.knownHosts = new KnownHosts(knownHostsFile, List.of());
        var settings = new SshSettings("tester", List.of(), agent, 32, Duration.ofMinutes(1));
        this.remote =
                new SshRemote(
                        name -> Optional.ofNullable(fleet.get(name)),
                        knownHosts,
                        credentials,
                        config,
                        settings,
                        resolver);
    }

    /// A host behind a loopback port.
    Host host(String name, int port, Optional<Path> identity, Optional<String> jump) {
        var access =
                new SshAccess(
                        "127.0.0.1", Optional.of("tester"), OptionalInt.of(port), identity, jump);
        var host = new Host(name, HostRole.OTHER, access, List.of(), false);
        fleet.put(name, host);
        return host;
    }

    /// A host on the server, with its key known and a key of ours let in.
    Host trusted(String name, LoopbackSshd server) {
        know(server.knownHostsLine());
        return host(name, server.port(), Optional.of(server.authorize(folder)), Optional.empty());
    }

    void know(String line) {
        try {
            Files.writeString(
                    knownHostsFile,
                    line + "\n",
                    StandardOpenOption.CREATE,
                    StandardOpenOption.APPEND);
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void close() {
        remote.close();
    }
}
