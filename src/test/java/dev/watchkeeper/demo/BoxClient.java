package dev.watchkeeper.demo;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.watchkeeper.inventory.Host;
import dev.watchkeeper.inventory.TlsEndpoint;

import org.apache.sshd.client.SshClient;
import org.apache.sshd.client.channel.ClientChannelEvent;
import org.apache.sshd.client.config.hosts.HostConfigEntryResolver;
import org.apache.sshd.client.keyverifier.AcceptAllServerKeyVerifier;
import org.apache.sshd.common.keyprovider.FileKeyPairProvider;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;

import javax.net.ssl.SNIHostName;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManager;
import javax.net.ssl.X509TrustManager;

/// Asks a box from outside with clients that are not the product's.
final class BoxClient {
    private static final Duration LIMIT = Duration.ofMinutes(1);

    private final Demo demo;

    BoxClient(Demo demo) {
        this.demo = demo;
    }

    Host host(String name) {
        return demo.fleet().host(name).orElseThrow();
    }

    /// Runs a command and gives what it printed and how it ended.
    Answer run(String host, String command, String stdin) throws Exception {
        try (var client = SshClient.setUpDefaultClient()) {
            client.setHostConfigEntryResolver(HostConfigEntryResolver.EMPTY);
            client.setServerKeyVerifier(AcceptAllServerKeyVerifier.INSTANCE);
            client.setKeyIdentityProvider(new FileKeyPairProvider(demo.identity()));
            client.start();
            int port = host(host).ssh().port().getAsInt();
            try (var session =
                    client.connect(Demo.USER, "127.0.0.1", port).verify(LIMIT).getSession()) {
                session.auth().verify(LIMIT);
                var out = new ByteArrayOutputStream();
                var err = new ByteArrayOutputStream();
                try (var channel = session.createExecChannel(command)) {
                    channel.setIn(new ByteArrayInputStream(stdin.getBytes(UTF_8)));
                    channel.setOut(out);
                    channel.setErr(err);
                    channel.open().verify(LIMIT);
                    channel.waitFor(EnumSet.of(ClientChannelEvent.CLOSED), LIMIT);
                    return new Answer(
                            out.toString(UTF_8), err.toString(UTF_8), channel.getExitStatus());
                }
            }
        }
    }

    /// The leaf that a proxy presents for a name.
    X509Certificate leaf(String name, String proxy) throws Exception {
        TlsEndpoint endpoint = demo.fleet().endpoint(name + ":443").orElseThrow();
        int port =
                endpoint.backends().stream()
                        .filter(b -> b.label().equals(proxy))
                        .findFirst()
                        .orElseThrow()
                        .port();
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(null, new TrustManager[] {new TrustAll()}, null);
        try (var plain = new Socket(InetAddress.getLoopbackAddress(), port);
                var tls =
                        (SSLSocket)
                                context.getSocketFactory().createSocket(plain, name, port, true)) {
            var parameters = tls.getSSLParameters();
            parameters.setServerNames(List.of(new SNIHostName(name)));
            tls.setSSLParameters(parameters);
            tls.startHandshake();
            return (X509Certificate) tls.getSession().getPeerCertificates()[0];
        }
    }

    record Answer(String out, String err, Integer exitStatus) {}

    private static final class TrustAll implements X509TrustManager {
        @Override
        public void checkClientTrusted(X509Certificate[] chain, String authType) {}

        @Override
        public void checkServerTrusted(X509Certificate[] chain, String authType) {}

        @Override
        public X509Certificate[] getAcceptedIssuers() {
            return new X509Certificate[0];
        }
    }
}
