package dev.watchkeeper.demo;

import org.apache.sshd.common.config.keys.KeyUtils;
import org.apache.sshd.common.keyprovider.KeyPairProvider;
import org.apache.sshd.common.session.SessionHeartbeatController.HeartbeatType;
import org.apache.sshd.server.SshServer;
import org.apache.sshd.server.auth.pubkey.UserAuthPublicKeyFactory;
import org.apache.sshd.server.command.CommandFactory;

import java.io.IOException;
import java.security.KeyPair;
import java.security.PublicKey;
import java.time.Duration;
import java.util.List;

/// A real SSH server on a loopback port, before a simulated host. It admits one user with one key
/// and hands every exec request to the given factory: no shell, no subsystem, no forwarding.
final class SshHost implements AutoCloseable {
    private final String name;
    private final KeyPair hostKey;
    private final SshServer server;

    /// Listens at once.
    SshHost(String name, KeyPair hostKey, String user, PublicKey admitted, CommandFactory commands)
            throws IOException {
        this.name = name;
        this.hostKey = hostKey;
        server = SshServer.setUpDefaultServer();
        server.setHost("127.0.0.1");
        server.setPort(0);
        server.setNioWorkers(1);
        server.setKeyPairProvider(KeyPairProvider.wrap(hostKey));
        server.setUserAuthFactories(List.of(UserAuthPublicKeyFactory.INSTANCE));
        server.setPublickeyAuthenticator(
                (login, key, _) -> login.equals(user) && KeyUtils.compareKeys(key, admitted));
        server.setCommandFactory(commands);
        server.setShellFactory(null);
        server.setSubsystemFactories(List.of());
        server.setSessionHeartbeat(HeartbeatType.NONE, Duration.ZERO);
        server.start();
    }

    String name() {
        return name;
    }

    int port() {
        return server.getPort();
    }

    PublicKey hostKey() {
        return hostKey.getPublic();
    }

    @Override
    public void close() throws IOException {
        server.stop(true);
    }
}
