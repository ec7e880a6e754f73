package dev.watchkeeper.lab;

import static org.assertj.core.api.Assertions.assertThat;

import dev.watchkeeper.finding.Evidence;
import dev.watchkeeper.finding.Finding;
import dev.watchkeeper.finding.FindingKey;
import dev.watchkeeper.finding.FindingKind;
import dev.watchkeeper.finding.FleetSnapshot;
import dev.watchkeeper.finding.Samples;
import dev.watchkeeper.finding.Severity;
import dev.watchkeeper.finding.Statement;
import dev.watchkeeper.inventory.Channel;
import dev.watchkeeper.inventory.Channel.LeastSeverity;
import dev.watchkeeper.inventory.Channel.MailSecurity;
import dev.watchkeeper.inventory.Channel.MailServer;
import dev.watchkeeper.inventory.Fleet;
import dev.watchkeeper.inventory.Notifications;
import dev.watchkeeper.inventory.Thresholds;
import dev.watchkeeper.notify.Notifier;
import dev.watchkeeper.notify.NotifyDatabase;
import dev.watchkeeper.notify.Parts;
import dev.watchkeeper.notify.Sight;
import dev.watchkeeper.tls.TestCertificates;
import dev.watchkeeper.tls.TestCertificates.Issued;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;

/// A finding arrives in a mailbox, through a real postfix that wants STARTTLS.
@Tag("lab")
final class MailDeliveryLabTest {
    private static final Issued ROOT = TestCertificates.root("Lab Root");

    @TempDir private Path folder;

    @Test
    void aFindingArrivesInAMailboxOverStartTls() throws Exception {
        LabFolder place =
                LabFolder.of(
                        folder, "mail", ROOT.issue(TestCertificates.server("127.0.0.1")), true);
        try (LabServer server = LabMail.receiving(place);
                var database =
                        NotifyDatabase.open(folder.resolve("notify.db"), InstantSource.system());
                var notifier =
                        new Notifier(
                                new Parts(
                                        database,
                                        folder.resolve("lock"),
                                        InstantSource.system(),
                                        "anna@desk",
                                        () -> List.of(ROOT.certificate()),
                                        Optional.empty()))) {
            notifier.start();
            Sight sight = sight(server.port());
            String mail = "";
            long end = System.nanoTime() + Duration.ofMinutes(1).toNanos();
            while (mail.isEmpty()) {
                notifier.hear(sight);
                LockSupport.parkNanos(10_000_000);
                mail = mailIn(place.path().resolve("box/new"));
                assertThat(System.nanoTime()).as("%s", notifier.undelivered()).isLessThan(end);
            }
            assertThat(mail)
                    .contains("To: ops@lab.example", "with ESMTPS", "Message-ID: <")
                    .contains("Subject: [watchkeeper] CRITICAL 12 processes are stuck");
        }
    }

    private static String mailIn(Path box) throws IOException {
        if (!Files.isDirectory(box)) {
            return "";
        }
        try (var mails = Files.list(box)) {
            Optional<Path> first = mails.findFirst();
            return first.isPresent() ? Files.readString(first.get()) : "";
        }
    }

    private static Sight sight(int port) {
        var smtp =
                new Channel.Smtp(
                        new MailServer("127.0.0.1", port, MailSecurity.STARTTLS),
                        "console@lab.example",
                        List.of("ops@lab.example"),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty());
        var fleet =
                new Fleet(
                        List.of(),
                        List.of(),
                        List.of(),
                        Thresholds.DEFAULT,
                        List.of(),
                        List.of(),
                        List.of(),
                        new Notifications(
                                List.of(new Channel("ops", LeastSeverity.HIGH, false, smtp)),
                                Optional.empty(),
                                Duration.ofMillis(1),
                                Duration.ofDays(1)));
        var finding =
                new Finding.ConsoleFinding(
                        new Statement(
                                FindingKey.of(FindingKind.RUN_STUCK, "ant-queen"),
                                FindingKind.RUN_STUCK,
                                Severity.CRITICAL,
                                "12 processes are stuck",
                                "Users wait.",
                                Samples.NOW,
                                List.of(new Evidence("h", "w", "t", Samples.NOW)),
                                Optional.empty()));
        return new Sight(FleetSnapshot.empty(fleet, Samples.NOW), List.of(finding), Map.of(), true);
    }
}
