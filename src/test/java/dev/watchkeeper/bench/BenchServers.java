package dev.watchkeeper.bench;

import dev.watchkeeper.inventory.Backend;
import dev.watchkeeper.inventory.TlsEndpoint;
import dev.watchkeeper.lab.LabServer;
import dev.watchkeeper.tls.TestCertificates;
import dev.watchkeeper.tls.TestCertificates.Issued;
import dev.watchkeeper.tls.TlsTarget;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Ten thousand endpoints on loopback: an nginx with an ECDSA and an RSA certificate under as many
/// names and addresses, and a port that accepts and keeps silent.
final class BenchServers implements AutoCloseable {
    private final Issued root = TestCertificates.root("Bench Root");
    private final int ecdsaPort = LabServer.freePort();
    private final int rsaPort = LabServer.freePort();
    private final ServerSocket silent;
    private final LabServer nginx;
    private final Path rootFile;

    BenchServers(Path folder) throws Exception {
        silent = new ServerSocket(0, 4096, InetAddress.ofLiteral("0.0.0.0"));
        Issued middle = root.issue(TestCertificates.authority("Bench Middle"));
        Issued ecdsa = middle.issue(TestCertificates.server("*.bench.example"));
        Issued rsa =
                middle.issue(
                        TestCertificates.server("*.bench.example")
                                .keys(TestCertificates.rsa(2048)));
        String withKey = LabServer.pem(root);
        String alone = withKey.substring(0, withKey.indexOf("-----BEGIN PRIVATE KEY"));
        rootFile = Files.writeString(folder.resolve("root.pem"), alone);
        Path ecdsaFile = Files.writeString(folder.resolve("ecdsa.pem"), LabServer.pem(ecdsa));
        Path rsaFile = Files.writeString(folder.resolve("rsa.pem"), LabServer.pem(rsa));
        String configuration =
                """
                daemon off;
                worker_processes 2;
                pid %1$s/nginx.pid;
                error_log /dev/null crit;
                events { worker_connections 8192; }
                http {
                  access_log off;
                  client_body_temp_path %1$s/b; proxy_temp_path %1$s/p;
                  fastcgi_temp_path %1$s/f; uwsgi_temp_path %1$s/u; scgi_temp_path %1$s/s;
                  server { listen 0.0.0.0:%2$d ssl backlog=4096; return 204;
                    ssl_certificate %3$s; ssl_certificate_key %3$s; }
                  server { listen 0.0.0.0:%4$d ssl backlog=4096; return 204;
                    ssl_certificate %5$s; ssl_certificate_key %5$s; }
                }
                """
                        .formatted(folder, ecdsaPort, ecdsaFile, rsaPort, rsaFile);
        Path file = Files.writeString(folder.resolve("nginx.conf"), configuration);
        nginx =
                LabServer.start(
                        List.of("/usr/sbin/nginx", "-p", folder.toString(), "-c", file.toString()),
                        "127.0.0.1",
                        ecdsaPort);
    }

    Issued root() {
        return root;
    }

    Path rootFile() {
        return rootFile;
    }

    /// 70 % ECDSA, 30 % RSA; every twentieth silent where that is asked for.
    List<TlsTarget> targets(int count, boolean withSilent) {
        List<TlsTarget> targets = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            int serving = i % 10 < 7 ? ecdsaPort : rsaPort;
            int port = withSilent && i % 20 == 10 ? silent.getLocalPort() : serving;
            String address = "127.1." + (i / 250) + "." + (1 + i % 250);
            var endpoint = endpoint("h" + i + ".bench.example", address, port);
            targets.add(new TlsTarget(endpoint, address, address, port));
        }
        return targets;
    }

    private static TlsEndpoint endpoint(String name, String address, int port) {
        return new TlsEndpoint(
                name,
                port,
                List.of(new Backend(address, address, port)),
                Optional.empty(),
                Optional.empty(),
                Optional.empty());
    }

    boolean isSilent(TlsTarget target) {
        return target.port() == silent.getLocalPort();
    }

    @Override
    public void close() throws IOException {
        nginx.close();
        silent.close();
    }
}
