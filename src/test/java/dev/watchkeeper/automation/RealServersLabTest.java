package dev.watchkeeper.automation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.watchkeeper.lab.LabServer;
import dev.watchkeeper.tls.TestCertificates;
import dev.watchkeeper.tls.TestCertificates.Issued;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/// Real servers: what their configurations are read to name is what they serve.
@Tag("lab")
final class RealServersLabTest {

    private static final Issued ROOT = TestCertificates.root("r");
    private static final Issued DOCS = ROOT.issue(TestCertificates.server("docs.example.org"));
    private static final Issued WIDE = ROOT.issue(TestCertificates.server("*.wide.example.org"));
    private static final List<String> NAMES = List.of("docs.example.org", "a.wide.example.org");

    @TempDir private Path folder;

    @Test
    void nginx() throws Exception {
        int port = prepared("/usr/sbin/nginx");
        String configuration =
                """
                daemon off; pid %1$s/pid; error_log %1$s/error;
                events {}
                http { access_log off; client_body_temp_path %1$s/b; proxy_temp_path %1$s/p;
                  fastcgi_temp_path %1$s/f; uwsgi_temp_path %1$s/u; scgi_temp_path %1$s/s;
                  include sites/*.conf; }
                """
                        .formatted(folder);
        Path conf = write("nginx.conf", configuration);
        write("tls.inc", "ssl_certificate tls/docs.pem;\nssl_certificate_key tls/docs.pem;\n");
        write(
                "sites/docs.conf",
                "server { listen 127.0.0.1:%d ssl; server_name docs.example.org; include tls.inc; }"
                        .formatted(port));
        write(
                "sites/wide.conf",
                """
                server { listen 127.0.0.1:%d ssl; server_name *.wide.example.org;
                  ssl_certificate tls/wide.pem; ssl_certificate_key tls/wide.pem; }
                """
                        .formatted(port));
        List<String> command = List.of("/usr/sbin/nginx", "-c", conf.toString());
        try (var _ = LabServer.start(command, "127.0.0.1", port)) {
            assertServedAsRead("nginx", port);
        }
    }

    @Test
    void apache() throws Exception {
        int port = prepared("/usr/sbin/apache2");
        String configuration = configuration(port);
        Path conf = write("apache2.conf", configuration);
        write(
                "sites/docs.conf",
                """
                <VirtualHost 127.0.0.1:%d>
                  ServerName docs.example.org
                  SSLEngine on
                  SSLCertificateFile ${TLS}/docs.pem
                </VirtualHost>
                """
                        .formatted(port));
        write(
                "sites/wide.conf",
                """
                <VirtualHost 127.0.0.1:%d>
                  ServerName wide.example.org
                  ServerAlias *.wide.example.org
                  SSLEngine on
                  SSLCertificateFile tls/wide.pem
                </VirtualHost>
                """
                        .formatted(port));
        List<String> command = List.of("/usr/sbin/apache2", "-f", conf.toString(), "-DFOREGROUND");
        try (var _ = LabServer.start(command, "127.0.0.1", port)) {
            assertServedAsRead("apache2", port);
            String hosts = say("/usr/sbin/apache2", "-f", conf.toString(), "-t", "-DDUMP_INCLUDES");
            assertThat(hosts).contains("sites/docs.conf", "sites/wide.conf");
        }
    }

    @Test
    void haproxy() throws Exception {
        int port = prepared("/usr/sbin/haproxy");
        write("list", "%s/tls/wide.pem *.wide.example.org\n".formatted(folder));
        Path conf =
                write(
                        "haproxy.cfg",
                        """
                        global
                          crt-base %1$s
                        defaults
                          mode http
                          timeout connect 5s
                          timeout client 5s
                          timeout server 5s
                        frontend web
                          bind 127.0.0.1:%2$d ssl crt tls/docs.pem crt-list %1$s/list
                        """
                                .formatted(folder, port));
        List<String> command = List.of("/usr/sbin/haproxy", "-db", "-f", conf.toString());
        try (var _ = LabServer.start(command, "127.0.0.1", port)) {
            assertServedAsRead("haproxy", port);
        }
    }

    /// For each name the first use that is for it names the certificate that comes over the wire.
    private void assertServedAsRead(String program, int port) throws Exception {
        try (var host = new RenewalHost(folder, "sh")) {
            RenewalAutomation a = host.ask();
            for (String name : NAMES) {
                ServerUse use =
                        a.usesFor(name, port).stream()
                                .filter(u -> u.program().equals(program))
                                .findFirst()
                                .orElseThrow(() -> new AssertionError(a.toString()));
                assertThat(a.certificateOf(use).orElseThrow().leaf().orElseThrow().sha256())
                        .as("%s of %s", name, program)
                        .isEqualTo(served(name, port));
                assertThat(a.serverOf(use).orElseThrow().pid()).isPresent();
            }
            assertThat(host.said()).doesNotContain("PRIVATE");
        }
    }

    private String served(String name, int port) throws Exception {
        return say(
                        "sh",
                        "-c",
                        """
                        openssl s_client -connect 127.0.0.1:%d -servername %s </dev/null 2>/dev/null |
                        openssl x509 -outform der | sha256sum | cut -c 1-64
                        """
                                .formatted(port, name))
                .strip();
    }

    private static String say(String... words) throws Exception {
        var process = new ProcessBuilder(words).redirectErrorStream(true).start();
        return new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    }

    private int prepared(String program) throws Exception {
        assumeTrue("root".equals(System.getProperty("user.name")), "real servers need root");
        assumeTrue(Files.isExecutable(Path.of(program)), "no " + program);
        write("tls/docs.pem", LabServer.pem(DOCS));
        write("tls/wide.pem", LabServer.pem(WIDE));
        return LabServer.freePort();
    }

    private Path write(String name, String text) throws Exception {
        Path file = folder.resolve(name);
        Files.createDirectories(file.getParent());
        return Files.writeString(file, text);
    }

    private String configuration(int port) {
        return """
        ServerRoot "%1$s"
        PidFile %1$s/pid
        ErrorLog %1$s/error
        User www-data
        Listen 127.0.0.1:%2$d
        LoadModule mpm_event_module /usr/lib/apache2/modules/mod_mpm_event.so
        LoadModule authz_core_module /usr/lib/apache2/modules/mod_authz_core.so
        LoadModule socache_shmcb_module /usr/lib/apache2/modules/mod_socache_shmcb.so
        LoadModule ssl_module /usr/lib/apache2/modules/mod_ssl.so
        Define TLS %1$s/tls
        <IfModule mod_ssl.c>
          IncludeOptional sites/*.conf
        </IfModule>
        """
                .formatted(folder, port);
    }
}
