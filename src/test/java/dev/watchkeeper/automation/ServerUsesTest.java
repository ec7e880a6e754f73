package dev.watchkeeper.automation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.watchkeeper.automation.ServerUse.Listen;
import dev.watchkeeper.automation.ServerUse.Source;
import dev.watchkeeper.host.LocalShell;
import dev.watchkeeper.tls.TestCertificates;
import dev.watchkeeper.tls.TestCertificates.Issued;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/// The real script over configurations, and what is made of them.
@EnabledOnOs(value = OS.LINUX, disabledReason = "the script reads /proc")
final class ServerUsesTest {

    private static final Issued ROOT = TestCertificates.root("r");
    private static final Issued DOCS = ROOT.issue(TestCertificates.server("docs.example.org"));
    private static final Issued OTHER = ROOT.issue(TestCertificates.server("*.other.example.org"));

    @TempDir private Path folder;

    @ParameterizedTest
    @ValueSource(strings = {"dash", "bash", "busybox"})
    void nginxIncludesAreFollowedAndEachServerHasItsNamesAndCertificate(String shell)
            throws Exception {
        try (var host = host(shell)) {
            nginx(host);
            RenewalAutomation a = host.ask();

            assertThat(a.complete()).isTrue();
            List<ServerUse> uses = a.usesFor("docs.example.org", 443);
            assertThat(uses.getFirst().source())
                    .isEqualTo(new Source.File(folder + "/tls/docs.pem"));
            assertThat(uses.getFirst().names()).contains("docs.example.org", "quoted.example.org");
            assertThat(uses.getFirst().place()).isEqualTo(folder + "/snippets/tls.conf:1");
            assertThat(
                            a.certificateOf(uses.getFirst())
                                    .orElseThrow()
                                    .leaf()
                                    .orElseThrow()
                                    .subject())
                    .isEqualTo("CN=docs.example.org");
            assertThat(a.usesFor("a.other.example.org", 8443))
                    .first()
                    .satisfies(u ->
                            assertThat(u.listens()).extracting(Listen::text).contains("[::]:8443"));
            assertThat(a.usesFor("plain.example.org", 80)).isEmpty();
            assertThat(a.notes()).anyMatch(n -> n.contains("includes itself"));
        }
    }

    private void nginx(RenewalHost host) throws Exception {
        host.write("tls/docs.pem", RenewalHost.pem(DOCS) + RenewalHost.pem(ROOT));
        host.write("tls/other.pem", RenewalHost.pem(OTHER));
        host.write("snippets/tls.conf", "ssl_certificate tls/docs.pem;\n");
        host.write(
                "sites/a.conf",
                """
                server {
                  listen 443 ssl; # "a quote } in a comment
                  server_name docs.example.org "quoted.example.org";
                  include snippets/tls.conf;
                  location ~ "^/[a-f]{32}$" { return 200 '} server { listen 1 ssl; '; }
                }
                server { listen 80; server_name plain.example.org; }
                """);
        host.write(
                "sites/b.conf",
                """
                server { listen [::]:8443 ssl; listen 127.0.0.1:8443 ssl;
                  server_name .other.example.org; }
                """);
        host.write("sites/loop.conf", "include " + folder + "/sites/*.conf;\n");
        host.write(
                "nginx.conf",
                """
                events {}
                http {
                  log_format json '{ "time": "$time_iso8601",'
                                  ' "host": "${host}" }';
                  ssl_certificate tls/other.pem;
                  include sites/*.conf;
                  server { listen 443 ssl; server_name var.example.org;
                    ssl_certificate /etc/$ssl_server_name.pem; }
                }
                """);
        host.serve("nginx", "-c", folder + "/nginx.conf");
    }

    @Test
    void aPathMadeOfAVariableIsUnknown() throws Exception {
        try (var host = host("dash")) {
            nginx(host);
            assertThat(host.ask().usesFor("var.example.org", 443).getFirst().source())
                    .isEqualTo(
                            new Source.NotKnown(
                                    "/etc/$ssl_server_name.pem", "it depends on a variable"));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"dash", "bash", "busybox"})
    void apacheReadsOnlyWhatItsModulesAndDefinesLetItRead(String shell) throws Exception {
        try (var host = host(shell)) {
            host.write("tls/docs.pem", RenewalHost.pem(DOCS));
            host.write(
                    "site/ssl.conf",
                    """
                    <VirtualHost *:443 [::]:443>
                      ServerName docs.example.org:443
                      ServerAlias www.example.org \\
                        old.example.org
                      SSLEngine on
                      SSLCertificateFile "${TLS}/docs.pem"
                    </VirtualHost>
                    <VirtualHost *:80>
                      ServerName plain.example.org
                      SSLCertificateFile tls/plain.pem
                    </VirtualHost>
                    """);
            host.write("apache2.conf", apache());
            host.serve("apache2", "-f", folder + "/apache2.conf");
            RenewalAutomation a = host.ask();

            List<ServerUse> uses = of(a, "apache2");
            assertThat(uses).hasSize(2);
            assertThat(uses.getFirst().names())
                    .containsExactly("docs.example.org", "www.example.org", "old.example.org");
            assertThat(a.certificateOf(uses.getFirst())).isPresent();
            assertThat(uses.getLast().source()).isInstanceOf(Source.NotKnown.class);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"dash", "bash", "busybox"})
    void haproxyFoldersAndListsAreFollowed(String shell) throws Exception {
        try (var host = host(shell)) {
            host.write("certs/docs.pem", RenewalHost.pem(DOCS.key()) + RenewalHost.pem(DOCS));
            host.write("certs/docs.pem.ocsp", "no certificate");
            host.write("more/other.pem", RenewalHost.pem(OTHER) + RenewalHost.pem(OTHER.key()));
            host.write("list", "more/other.pem [alpn h2 verify none] *.other.example.org !no.x\n");
            host.write(
                    "haproxy.cfg",
                    """
                    global
                      crt-base %s
                    frontend web
                      bind 127.0.0.1:443,:8443 ssl crt certs crt-list list
                    """
                            .formatted(folder));
            host.serve("haproxy", "-Ws", "-f", folder + "/haproxy.cfg");
            // `list` is relative, too.
            RenewalAutomation a = host.ask();

            List<ServerUse> uses = of(a, "haproxy");
            assertThat(uses)
                    .extracting(ServerUse::source)
                    .containsExactlyInAnyOrder(
                            new Source.File(folder + "/certs/docs.pem"),
                            new Source.File(folder + "/more/other.pem"));
            assertThat(a.usesFor("a.other.example.org", 8443).getFirst().names())
                    .containsExactly("*.other.example.org");
            assertThat(a.certificate(folder + "/certs/docs.pem").orElseThrow().leaf()).isPresent();
        }
    }

    @Test
    void aServerThatIsOlderThanItsFileHasNotLoadedIt() throws Exception {
        try (var host = host("dash")) {
            nginx(host);
            Path pem = folder.resolve("tls/docs.pem");
            RenewalAutomation before = host.ask();
            assertThat(loading(before, pem)).isInstanceOf(ServerProgram.Loading.Since.class);
            var later =
                    java.nio.file.attribute.FileTime.fromMillis(
                            Files.getLastModifiedTime(pem).toMillis() + 100_000);
            Files.setLastModifiedTime(pem, later);
            assertThat(loading(host.ask(), pem)).isInstanceOf(ServerProgram.Loading.Before.class);
            Files.setLastModifiedTime(
                    pem,
                    java.nio.file.attribute.FileTime.fromMillis(later.toMillis() - 100_000_000));
        }
    }

    private static ServerProgram.Loading loading(RenewalAutomation a, Path file) {
        ServerUse use =
                a.uses().stream()
                        .filter(u -> u.source().equals(new Source.File(file.toString())))
                        .findFirst()
                        .orElseThrow();
        return a.serverOf(use)
                .orElseThrow()
                .loadingOf(
                        a.certificateOf(use)
                                .orElseThrow()
                                .changed()
                                .orElseThrow()
                                .minusSeconds(60));
    }

    private List<ServerUse> of(RenewalAutomation a, String program) {
        return a.uses().stream()
                .filter(u -> u.program().equals(program))
                .filter(u -> u.configuration().startsWith(folder.toString()))
                .toList();
    }

    private RenewalHost host(String shell) throws Exception {
        assumeTrue(LocalShell.exists(shell), "no " + shell + " here");
        return shell.equals("busybox")
                ? new RenewalHost(folder, "busybox", "ash")
                : new RenewalHost(folder, shell);
    }

    private String apache() {
        return """
        LoadModule ssl_module modules/mod_ssl.so
        Define TLS %s/tls
        <IfModule mod_ssl.c>
          IncludeOptional site
        </IfModule>
        <IfDefine NoSuch>
          <VirtualHost *:443>
            SSLEngine on
            SSLCertificateFile nowhere.pem
          </VirtualHost>
        </IfDefine>
        <VirtualHost *:8443>
          SSLEngine on
          SSLCertificateFile ${UNSET}/x.pem
        </VirtualHost>
        """
                .formatted(folder);
    }
}
