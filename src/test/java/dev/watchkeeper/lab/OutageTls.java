package dev.watchkeeper.lab;

import static org.assertj.core.api.Assertions.assertThat;

import dev.watchkeeper.tls.TestCertificates;
import dev.watchkeeper.tls.TestCertificates.Issued;

import java.time.Duration;
import java.time.Instant;
import java.util.List;

/// An nginx on the deploy server of the lab that serves an expired certificate, and a command that
/// has a new one issued and reloads it.
final class OutageTls {
    private static final String HOST = "ant-queen";
    private static final String RENEW =
            """
            #!/bin/sh
            set -e
            [ ! -e /run/renewal.lock ]
            cd /etc/tls
            echo run >>marks
            openssl req -newkey rsa:2048 -nodes -keyout new.key -subj /CN=docs.example \
                -addext subjectAltName=DNS:docs.example -out csr
            openssl x509 -req -in csr -CA root.pem -CAkey root.pem -CAcreateserial -days 90 \
                -copy_extensions copy -out new.crt
            cat new.crt new.key >leaf.new
            mv leaf.new leaf.pem
            nginx -c /etc/tls/nginx.conf -s reload
            """;
    private static final String NGINX =
            """
            pid /run/tls.pid;
            error_log /etc/tls/error.log;
            events {}
            http {
              access_log off;
              server {
                listen 443 ssl;
                ssl_certificate /etc/tls/leaf.pem;
                ssl_certificate_key /etc/tls/leaf.pem;
                return 204;
              }
            }
            """;

    private final OutageLab lab;
    private final Issued root = TestCertificates.root("Lab Root");

    OutageTls(OutageLab lab) throws Exception {
        this.lab = lab;
        Instant now = Instant.now();
        Issued expired =
                root.issue(
                        TestCertificates.server("docs.example")
                                .from(now.minus(Duration.ofDays(60)))
                                .until(now.minus(Duration.ofHours(5))));
        lab.put(HOST, "/etc/tls/root.pem", LabServer.pem(root));
        lab.put(HOST, "/etc/tls/leaf.pem", LabServer.pem(expired));
        lab.put(HOST, "/etc/tls/renew.sh", RENEW);
        lab.put(HOST, "/etc/tls/nginx.conf", NGINX);
        lab.on(HOST, "chmod", "755", "/etc/tls/renew.sh");
        lab.on(HOST, "nginx", "-c", "/etc/tls/nginx.conf");
    }

    /// What a fleet file says of it.
    String fleet(String more) {
        String anchor = LabServer.pem(root).replaceFirst("(?s)-----BEGIN PRIVATE.*", "");
        return """
        endpoints:
          - name: docs.example
            backends: [proxy=10.99.0.10]
        renewals:
          - name: docs
            host: ant-queen
            command: [/etc/tls/renew.sh]
            renews: ['docs.example:443']
            requires: [builder1, builder31]
            timeout: 60s
        """
                + more
                + "trust: ['"
                + lab.beside("root.pem", anchor)
                + "']\n";
    }

    /// How many times it was renewed.
    List<String> renewals() throws Exception {
        return lab.ask(HOST, "cat /etc/tls/marks");
    }

    /// The serial number that is served, and that of the file.
    void assertServesWhatWasIssued() throws Exception {
        String served =
                String.join(
                        "",
                        lab.ask(
                                HOST,
                                "openssl s_client -connect 127.0.0.1:443 </dev/null 2>/dev/null |"
                                        + " openssl x509 -noout -serial -checkend 86400"));
        String issued =
                String.join("", lab.ask(HOST, "openssl x509 -in /etc/tls/new.crt -noout -serial"));
        assertThat(served).startsWith(issued).contains("will not expire");
        assertThat(issued).startsWith("serial=");
    }
}
