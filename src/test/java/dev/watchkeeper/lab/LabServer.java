package dev.watchkeeper.lab;

import dev.watchkeeper.tls.TestCertificates;
import dev.watchkeeper.tls.TestCertificates.Issued;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.cert.CertificateEncodingException;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.TimeUnit;

/// A server program on loopback that ends with the test.
///
/// @param port TCP port that it listens on
public record LabServer(Process process, int port) implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    /// `openssl s_server` with a certificate, its chain and its key from one file.
    public static LabServer openssl(Path pem, String... options) throws Exception {
        int port = freePort();
        List<String> command =
                new ArrayList<>(
                        List.of("openssl", "s_server", "-accept", "127.0.0.1:" + port, "-cert"));
        command.addAll(List.of(pem.toString(), "-key", pem.toString(), "-quiet"));
        command.addAll(List.of(options));
        return start(command, "127.0.0.1", port);
    }

    /// `openssl s_server` with a certificate for `docs.example` that expired five hours ago.
    public static LabServer expired(Path folder, String... options) throws Exception {
        Instant now = Clock.systemUTC().instant();
        Issued leaf =
                TestCertificates.root("Lab Root")
                        .issue(
                                TestCertificates.server("docs.example")
                                        .from(now.minus(Duration.ofDays(90)))
                                        .until(now.minus(Duration.ofHours(5))));
        return openssl(Files.writeString(folder.resolve("tls.pem"), pem(leaf)), options);
    }

    /// Starts it and waits until it accepts connections.
    public static LabServer start(List<String> command, String address, int port) throws Exception {
        // Some fall over when they are ended, and would leave their core in the project.
        List<String> words = new ArrayList<>(List.of("prlimit", "--core=0", "--"));
        words.addAll(command);
        Process process =
                new ProcessBuilder(words)
                        .redirectErrorStream(true)
                        .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                        .start();
        var server = new LabServer(process, port);
        long end = System.nanoTime() + PATIENCE.toNanos();
        while (!accepts(address, port)) {
            boolean ended = process.waitFor(50, TimeUnit.MILLISECONDS);
            if (ended || System.nanoTime() > end) {
                server.close();
                throw new IllegalStateException(command.getFirst() + " does not listen");
            }
        }
        return server;
    }

    private static boolean accepts(String address, int port) {
        try (var socket = new Socket()) {
            socket.connect(new InetSocketAddress(InetAddress.ofLiteral(address), port), 1000);
            return true;
        } catch (IOException e) {
            return false;
        }
    }

    public static int freePort() throws IOException {
        try (var socket = new ServerSocket(0, 1, InetAddress.ofLiteral("127.0.0.1"))) {
            return socket.getLocalPort();
        }
    }

    /// The chain and the key in PEM.
    public static String pem(Issued issued) {
        var text = new StringBuilder();
        for (X509Certificate certificate : issued.chain()) {
            text.append(block("CERTIFICATE", encoded(certificate)));
        }
        return text.append(block("PRIVATE KEY", issued.key().getEncoded())).toString();
    }

    private static byte[] encoded(X509Certificate certificate) {
        try {
            return certificate.getEncoded();
        } catch (CertificateEncodingException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String block(String kind, byte[] der) {
        String lines = Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(der);
        return "-----BEGIN " + kind + "-----\n" + lines + "\n-----END " + kind + "-----\n";
    }

    @Override
    public void close() {
        process.destroy();
        if (process.onExit().completeOnTimeout(process, 5, TimeUnit.SECONDS).join().isAlive()) {
            process.destroyForcibly().onExit().join();
        }
    }
}
