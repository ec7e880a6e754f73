package dev.watchkeeper.lab;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/// Debian's pebble, an authority that issues whatever is asked of it, on loopback ports.
final class Pebble implements AutoCloseable {
    private final Path folder;
    private final Process process;
    private final int port;

    Pebble(Path home) throws Exception {
        folder = Files.createDirectory(home.resolve("pebble"));
        run(
                "openssl",
                "req",
                "-x509",
                "-newkey",
                "rsa:2048",
                "-nodes",
                "-keyout",
                folder + "/key.pem",
                "-out",
                certificate().toString(),
                "-subj",
                "/CN=localhost",
                "-addext",
                "subjectAltName=IP:127.0.0.1");
        port = LabServer.freePort();
        Path configuration =
                Files.writeString(
                        folder.resolve("pebble.json"),
                        """
                        {"pebble": {"listenAddress": "127.0.0.1:%d",
                          "managementListenAddress": "127.0.0.1:%d",
                          "certificate": "%s", "privateKey": "%s/key.pem",
                          "httpPort": 5002, "tlsPort": 5001}}
                        """
                                .formatted(port, LabServer.freePort(), certificate(), folder));
        var builder = new ProcessBuilder("pebble", "-config", configuration.toString());
        builder.environment().put("PEBBLE_VA_ALWAYS_VALID", "1");
        builder.environment().put("PEBBLE_VA_NOSLEEP", "1");
        builder.environment().put("PEBBLE_WFE_NONCEREJECT", "0");
        process =
                builder.redirectErrorStream(true)
                        .redirectOutput(folder.resolve("log").toFile())
                        .start();
        RealSshd.awaitListening(port);
    }

    /// What to trust to ask it.
    Path certificate() {
        return folder.resolve("cert.pem");
    }

    /// The words with which certbot uses it.
    String certbot(String words) throws Exception {
        return "REQUESTS_CA_BUNDLE=%s certbot %s -n --server https://127.0.0.1:%d/dir --http-01-port %d"
                .formatted(certificate(), words, port, LabServer.freePort());
    }

    private static void run(String... words) throws Exception {
        var builder = new ProcessBuilder(List.of(words)).redirectErrorStream(true);
        Process process = builder.start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        if (process.waitFor() != 0) {
            throw new IllegalStateException(said);
        }
    }

    @Override
    public void close() {
        process.destroyForcibly();
        process.onExit().join();
    }
}
