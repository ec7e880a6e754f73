package dev.watchkeeper.ssh;

import org.apache.sshd.common.config.keys.KeyUtils;
import org.apache.sshd.common.config.keys.PublicKeyEntry;
import org.apache.sshd.common.keyprovider.KeyPairProvider;
import org.apache.sshd.server.SshServer;
import org.apache.sshd.server.forward.AcceptAllForwardingFilter;
import org.apache.sshd.server.shell.InvertedShellWrapper;
import org.apache.sshd.server.shell.ProcessShell;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.PublicKey;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;

/// A real SSH server on a loopback port that runs commands through a login shell.
final class LoopbackSshd implements AutoCloseable {
    final SshServer server = SshServer.setUpDefaultServer();
    final KeyPair hostKey;
    final List<String> execRequests = new CopyOnWriteArrayList<>();
    final List<PublicKey> authorized = new CopyOnWriteArrayList<>();

    private LoopbackSshd(KeyPair hostKey, List<String> loginShell, Consumer<SshServer> tuning) {
        this.hostKey = hostKey;
        server.setHost("127.0.0.1");
        server.setKeyPairProvider(KeyPairProvider.wrap(hostKey));
        server.setPublickeyAuthenticator((user, key, session) ->
                authorized.stream().anyMatch(a -> KeyUtils.compareKeys(a, key)));
        server.setForwardingFilter(AcceptAllForwardingFilter.INSTANCE);
        server.setCommandFactory((channel, command) -> {
            execRequests.add(command);
            List<String> words = new ArrayList<>(loginShell);
            words.add(command);
            return new InvertedShellWrapper(new ProcessShell(words));
        });
        tuning.accept(server);
        try {
            server.start();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static LoopbackSshd start() {
        return start(ecdsaKey(), List.of("sh", "-c"), server -> {});
    }

    static LoopbackSshd start(KeyPair hostKey, List<String> shell, Consumer<SshServer> tuning) {
        return new LoopbackSshd(hostKey, shell, tuning);
    }

    static KeyPair ecdsaKey() {
        return key("EC", 256);
    }

    static KeyPair rsaKey() {
        return key("RSA", 2048);
    }

    private static KeyPair key(String algorithm, int size) {
        try {
            return KeyUtils.generateKeyPair(
                    algorithm.equals("EC") ? "ecdsa-sha2-nistp256" : "ssh-rsa", size);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    int port() {
        return server.getPort();
    }

    /// The line that known_hosts needs for this server.
    String knownHostsLine() {
        return "[127.0.0.1]:" + port() + " " + PublicKeyEntry.toString(hostKey.getPublic());
    }

    /// Lets a key in and writes it to a file.
    Path authorize(Path folder) {
        return authorize(folder, "");
    }

    /// Lets a key in and writes it to a file with a passphrase, made by ssh-keygen's own format.
    Path authorize(Path folder, String passphrase) {
        try {
            Path file = folder.resolve("id-" + port() + "-" + authorized.size());
            var pair =
                    com.jcraft.jsch.KeyPair.genKeyPair(
                            new com.jcraft.jsch.JSch(), com.jcraft.jsch.KeyPair.ED25519);
            byte[] secret = Identities.utf8(passphrase.toCharArray());
            try (var out = Files.newOutputStream(file)) {
                pair.writeOpenSSHv1PrivateKey(out, passphrase.isEmpty() ? null : secret);
            }
            pair.writePublicKey(file + ".pub", "test");
            authorized.add(
                    PublicKeyEntry.parsePublicKeyEntry(Files.readString(Path.of(file + ".pub")))
                            .resolvePublicKey(null, null, null));
            return file;
        } catch (IOException | GeneralSecurityException | com.jcraft.jsch.JSchException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void close() throws IOException {
        server.stop(true);
    }
}
