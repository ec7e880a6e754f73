package dev.watchkeeper.lab;

import dev.watchkeeper.tls.TestCertificates.Issued;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/// A real nginx in the foreground with a configuration of its own: one port, one address for each
/// certificate.
final class LabNginx implements AutoCloseable {
    private final Path folder;
    private final int port;
    private final StringBuilder servers = new StringBuilder();
    private LabServer server;

    LabNginx(Path folder) throws IOException {
        this.folder = folder;
        this.port = LabServer.freePort();
    }

    int port() {
        return port;
    }

    /// Serves the chain on an address.
    ///
    /// @param more further directives of the server block
    void serve(String address, Issued issued, String more) throws IOException {
        serve(address, write(address, issued), more);
    }

    /// Serves the chain of a file, which holds its key too.
    void serve(String address, Path pem, String more) {
        servers.append(
                """
                server {
                  listen %s:%d ssl;
                  ssl_certificate %s;
                  ssl_certificate_key %s;
                  ssl_client_certificate %s;
                  %s
                  return 204;
                }
                """
                        .formatted(address, port, pem, pem, folder.resolve("root.pem"), more));
    }

    /// Writes the chain and the key to a file.
    Path write(String name, Issued issued) throws IOException {
        return Files.writeString(folder.resolve(name + ".pem"), LabServer.pem(issued));
    }

    void start(Issued root) throws Exception {
        write("root", root);
        Path configuration =
                Files.writeString(
                        folder.resolve("nginx.conf"),
                        """
                        daemon off;
                        worker_processes 2;
                        pid %1$s/nginx.pid;
                        error_log %1$s/error.log;
                        events { worker_connections 4096; }
                        http {
                          access_log off;
                          server_names_hash_bucket_size 128;
                          client_body_temp_path %1$s/body;
                          proxy_temp_path %1$s/proxy;
                          fastcgi_temp_path %1$s/fastcgi;
                          uwsgi_temp_path %1$s/uwsgi;
                          scgi_temp_path %1$s/scgi;
                          %2$s
                        }
                        """
                                .formatted(folder, servers));
        List<String> command =
                List.of("/usr/sbin/nginx", "-p", folder.toString(), "-c", configuration.toString());
        server = LabServer.start(command, "127.0.0.11", port);
    }

    @Override
    public void close() {
        server.close();
    }
}
