package dev.watchkeeper.host;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.watchkeeper.inventory.DrillPolicy;
import dev.watchkeeper.inventory.Host;
import dev.watchkeeper.inventory.Renewal;
import dev.watchkeeper.inventory.Supervision;
import dev.watchkeeper.inventory.SupervisionKind;
import dev.watchkeeper.inventory.WebAccess;

import org.junit.jupiter.api.Test;

import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

final class SudoersTest {
    private static final Host HOST = Host.of("ant-queen");

    @Test
    void numbersAreDigitsAndNeverAStar() {
        String file = Sudoers.file(HOST, "ops", List.of(), List.of());
        assertThat(file)
                .contains("/usr/bin/kill -TERM [0-9][0-9][0-9],")
                .contains("/bin/cat /proc/[0-9]/wchan,")
                .contains("/usr/bin/tee /sys/fs/fuse/connections/[0-9][0-9]/abort")
                .doesNotContainPattern("[^\\\\]\\*");
    }

    @Test
    void aSupervisionIsReadCommandedAndRestartedWithExactWords() {
        Supervision nagios = Supervision.nagios("nagios", "ant-queen");

        assertThat(Sudoers.file(HOST, "ops", List.of(), List.of(), List.of(nagios)))
                .contains("/usr/bin/cat /var/lib/nagios4/status.dat,")
                .contains("/usr/bin/timeout -k 1 3 tee /var/lib/nagios4/rw/nagios.cmd,")
                .contains("/usr/sbin/nagios4 -v /etc/nagios4/nagios.cfg,")
                .contains("/usr/bin/systemctl restart nagios4,")
                .contains("WATCHKEEPER_MOUNT, WATCHKEEPER_SUPERVISION")
                .doesNotContainPattern("[^\\\\]\\*");
        assertThat(Sudoers.file(HOST, "ops", List.of(), List.of()))
                .doesNotContain("nagios", "SUPERVISION");
    }

    @Test
    void anOwnCommandThatRestartsIsTheOnlyOne() {
        var prometheus =
                new Supervision(
                        "prometheus",
                        SupervisionKind.PROMETHEUS,
                        Optional.of("ant-queen"),
                        Optional.of(WebAccess.of(URI.create("http://127.0.0.1:9090"))),
                        List.of(),
                        "/etc/prometheus/prometheus.yml",
                        List.of("/usr/local/bin/again", "a=b"),
                        DrillPolicy.DEFAULT);

        assertThat(Sudoers.file(HOST, "ops", List.of(), List.of(), List.of(prometheus)))
                .contains("WATCHKEEPER_SUPERVISION = /usr/local/bin/again a\\=b\n")
                .doesNotContain("systemctl");
    }

    @Test
    void everyMountPointIsARuleOfItsOwn() {
        String file = Sudoers.file(HOST, "ops", List.of("/mnt/vol 1"), List.of());
        assertThat(file)
                .contains("/usr/bin/umount -f /mnt/vol\\ 1,")
                .contains("/sbin/umount -l /mnt/vol\\ 1");
    }

    @Test
    void aRenewalIsAllowedWithExactlyItsArguments() {
        String file =
                Sudoers.file(
                        HOST,
                        "ops",
                        List.of(),
                        List.of(
                                renewal("ant-queen", true, "/usr/bin/certbot", "renew", "a=b,*"),
                                renewal("ant-queen", true, "/usr/local/bin/renew"),
                                renewal("ant-queen", false, "/usr/bin/without-sudo"),
                                renewal("other", true, "/usr/bin/elsewhere"),
                                renewal("ant-queen", true, "relative")));
        assertThat(file)
                .contains("/usr/bin/certbot renew a\\=b\\,\\*")
                .contains("/usr/local/bin/renew \"\"")
                .contains(
                        "# left out, no absolute path, or a double quote or control character in"
                                + " it: docs")
                .doesNotContain("without-sudo")
                .doesNotContain("elsewhere");
    }

    @Test
    void ofCertbotOnlyCertificatesLinksAndTheLogMayBeRead() {
        assertThat(Sudoers.file(HOST, "ops", List.of(), List.of()))
                .contains(
                        "/usr/bin/grep -arHs --include\\=cert\\*.pem \\^ /etc/letsencrypt/archive,",
                        "/usr/bin/find /etc/letsencrypt/live -name cert.pem -ls,",
                        "/usr/bin/tail -c 500000 /var/log/letsencrypt/letsencrypt.log,")
                .doesNotContain("privkey");
    }

    @Test
    void whatDeploysARenewalsCertificatesMayBeRunToo() {
        Renewal renewal =
                renewal("ant-queen", true, "/usr/bin/certbot", "renew")
                        .deployedBy(List.of("/usr/local/bin/deploy", "docs"));
        assertThat(Sudoers.file(HOST, "ops", List.of(), List.of(renewal)))
                .contains("/usr/bin/certbot renew, ", "/usr/local/bin/deploy docs\n");
    }

    @Test
    void aControlCharacterIsRefused() {
        assertThatThrownBy(() -> Sudoers.file(HOST, "ops", List.of("/mnt\nALL"), List.of()))
                .isInstanceOf(IllegalArgumentException.class);
    }

    private static Renewal renewal(String host, boolean sudo, String... command) {
        return new Renewal(
                "docs",
                host,
                List.of(command),
                Duration.ofMinutes(5),
                List.of(),
                List.of(),
                sudo,
                Optional.empty());
    }
}
