package dev.watchkeeper.tls;

import org.conscrypt.Conscrypt;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;

import javax.net.ssl.KeyManager;
import javax.net.ssl.SNIHostName;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.TrustManager;

/// TLS 1.2 and 1.3 through BoringSSL: a third of the CPU time that the JDK's own needs.
final class ConscryptHandshake implements Handshake {
    /// X25519 first: every other group costs a multiple, and the post-quantum hybrids that protect
    /// recorded traffic protect nothing here, where no traffic follows.
    private static final String[] GROUPS = {"X25519", "P-256", "P-384", "P-521"};

    private final SSLContext context;
    private final AtomicInteger handshakes = new AtomicInteger();
    private final RecordBuffers buffers = new RecordBuffers();

    private ConscryptHandshake(SSLContext context) {
        this.context = context;
    }

    /// Empty where Conscrypt has no native library for this machine.
    static Optional<ConscryptHandshake> ifAvailable() {
        if (!Conscrypt.isAvailable()) {
            return Optional.empty();
        }
        try {
            SSLContext context = SSLContext.getInstance("TLSv1.3", Conscrypt.newProvider());
            context.init(
                    new KeyManager[] {new Capture.NoKeys()},
                    new TrustManager[] {new Capture.TrustAll()},
                    new SecureRandom());
            return Optional.of(new ConscryptHandshake(context));
        } catch (GeneralSecurityException e) {
            return Optional.empty();
        }
    }

    @Override
    public Result run(Connection connection, String serverName) throws IOException {
        var capture = new Capture();
        SSLEngine engine = engine(serverName);
        try (var records = buffers.take()) {
            return ScopedValue.where(Capture.CURRENT, capture)
                    .<Result, IOException>call(
                            () -> new EngineDialogue(engine, connection, capture, records).run());
        }
    }

    private SSLEngine engine(String serverName) {
        // A session is resumed only for the same host and port. A resumed handshake shows no
        // certificate, so no two of ours are for the same.
        SSLEngine engine = context.createSSLEngine("probe", handshakes.incrementAndGet());
        engine.setUseClientMode(true);
        SSLParameters parameters = engine.getSSLParameters();
        parameters.setNamedGroups(GROUPS);
        parameters.setServerNames(
                serverName.isEmpty()
                        ? List.of()
                        : List.of(new SNIHostName(serverName.getBytes(StandardCharsets.US_ASCII))));
        engine.setSSLParameters(parameters);
        return engine;
    }
}
