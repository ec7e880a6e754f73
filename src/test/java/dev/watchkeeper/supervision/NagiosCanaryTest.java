package dev.watchkeeper.supervision;

import static org.assertj.core.api.Assertions.assertThat;

import dev.watchkeeper.inventory.DrillPolicy;
import dev.watchkeeper.inventory.Receipt;

import org.junit.jupiter.api.Test;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/// Whether a real Nagios takes the objects is tried in the lab.
final class NagiosCanaryTest {
    @Test
    void whatTellsNobodyGoesWhereTheReceiptLooks() {
        assertThat(command(Optional.empty()))
                .endsWith("$SERVICEOUTPUT$' >>/var/lib/nagios4/watchkeeper-drill");
        assertThat(command(Optional.of(new Receipt.File("mail1", "/var/spool/a $HOME;b"))))
                .endsWith(" >>'/var/spool/a $$HOME\\;b'");
        assertThat(
                        command(
                                Optional.of(
                                        new Receipt.Imap(
                                                "mail.example.org",
                                                993,
                                                "drill@example.org",
                                                Path.of("secret"),
                                                "INBOX"))))
                .endsWith(" | /usr/bin/mail -s 'Drill of Watchkeeper' drill@example.org");
        assertThat(command(Optional.of(new Receipt.Webhook("::1", 9099))))
                .endsWith(" --data-binary @- 'http://[::1]:9099/'");
    }

    // fault 48
    @Test
    void aNameMakesNoDirective() {
        String text = NagiosCanary.objects(policy("a\nb/c\n}", Optional.empty()));

        assertThat(text).contains("host_name                     a\\nb\n");
        assertThat(text.lines().filter(l -> l.equals("}"))).hasSize(6);
    }

    private static String command(Optional<Receipt> receipt) {
        return NagiosCanary.objects(policy(DrillPolicy.CANARY, receipt))
                .lines()
                .filter(l -> l.contains("command_line"))
                .findFirst()
                .orElseThrow();
    }

    private static DrillPolicy policy(String canary, Optional<Receipt> receipt) {
        return new DrillPolicy(
                canary,
                Optional.empty(),
                Duration.ofDays(7),
                Duration.ofMinutes(1),
                false,
                receipt);
    }
}
