package dev.watchkeeper.app;

import static org.assertj.core.api.Assertions.assertThat;

import dev.watchkeeper.demo.Demo;
import dev.watchkeeper.finding.FindingKind;
import dev.watchkeeper.inventory.Fleet;
import dev.watchkeeper.inventory.FleetFile;
import dev.watchkeeper.inventory.FleetReader;
import dev.watchkeeper.inventory.FleetReading;
import dev.watchkeeper.inventory.FleetWatch;
import dev.watchkeeper.inventory.FleetWriter;
import dev.watchkeeper.monitor.Report;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;

/// The fleet file changes while the console watches real servers.
final class FleetFollowerTest {
    @TempDir private Path folder;
    private Demo demo;
    private Fleet whole;

    @BeforeEach
    void start() throws Exception {
        demo = Demo.start(InstantSource.system());
        whole = demo.fleet();
    }

    @AfterEach
    void stop() throws Exception {
        demo.close();
    }

    @Test
    void anchorsAndKnownHostsOfAChangedFileCountAtOnce() throws Exception {
        try (Composition console = follow(with(List.of(), List.of()))) {
            await(console, r -> has(r, FindingKind.CERTIFICATE_UNTRUSTED) && hasUnknownKey(r));

            write(whole);

            await(
                    console,
                    r ->
                            !has(r, FindingKind.CERTIFICATE_UNTRUSTED)
                                    && has(r, FindingKind.CERTIFICATE_EXPIRED)
                                    && !hasUnknownKey(r));
        }
    }

    @Test
    void aBrokenFileLeavesTheLastGoodFleetInForceAndSaysWhereItIsBroken() throws Exception {
        try (Composition console = follow(whole)) {
            write("endpoints:\n  - nam: x\n");
            Report broken = await(console, r -> !r.snapshot().fleetProblems().isEmpty());
            assertThat(broken.snapshot().fleetProblems().getFirst()).contains("fleet.yaml:2:5");
            assertThat(broken.snapshot().fleet()).isEqualTo(whole);

            write(whole);
            await(console, r -> r.snapshot().fleetProblems().isEmpty());
        }
    }

    @Test
    void aFleetWhoseAnchorCannotBeReadIsNotTakenByHalves() throws Exception {
        try (Composition console = follow(whole)) {
            Path anchor = folder.resolve("later.pem");
            write(with(List.of(anchor), List.of()));
            Report refused = await(console, r -> !r.snapshot().fleetProblems().isEmpty());
            assertThat(refused.snapshot().fleetProblems().getFirst())
                    .contains("a trust anchor cannot be used", "later.pem");
            assertThat(refused.snapshot().fleet()).isEqualTo(whole);

            Files.copy(whole.trustAnchors().getFirst(), anchor);
            Report taken =
                    await(console, r -> r.snapshot().fleet().trustAnchors().contains(anchor));
            assertThat(taken.snapshot().fleetProblems()).isEmpty();
        }
    }

    private Path file() {
        return folder.resolve("fleet.yaml");
    }

    private Fleet with(List<Path> anchors, List<Path> knownHosts) {
        return new Fleet(
                whole.endpoints(),
                whole.hosts(),
                whole.renewals(),
                whole.thresholds(),
                anchors,
                knownHosts);
    }

    private void write(Fleet fleet) throws IOException {
        write(FleetWriter.yaml(fleet));
    }

    /// In one step: what is there in between would be read too.
    private void write(String yaml) throws IOException {
        Path written = Files.writeString(folder.resolve("new"), yaml);
        Files.move(written, file(), StandardCopyOption.ATOMIC_MOVE);
    }

    private Composition follow(Fleet start) throws IOException {
        write(start);
        var reader = new FleetReader(folder);
        var fleetFile = new FleetFile(file());
        Fleet read = ((FleetReading.Read) fleetFile.read(reader)).fleet();
        var composition =
                new Composition(
                        read,
                        Folders.allIn(folder.resolve("home")),
                        InstantSource.system(),
                        false,
                        new Closer());
        composition.follow(fleetFile, new FleetWatch(fleetFile, reader, read));
        return composition;
    }

    private static boolean has(Report report, FindingKind kind) {
        return report.findings().stream().anyMatch(f -> f.kind() == kind);
    }

    private static boolean hasUnknownKey(Report report) {
        return report.findings().stream().anyMatch(f -> f.kind() == FindingKind.HOST_KEY_UNKNOWN);
    }

    private static Report await(Composition console, Predicate<Report> condition) throws Exception {
        var met = new CompletableFuture<Report>();
        try (AutoCloseable _ =
                console.engine()
                        .listen(r -> {
                            if (condition.test(r)) {
                                met.complete(r);
                            }
                        })) {
            Report now = console.engine().latest();
            return condition.test(now) ? now : met.get(120, TimeUnit.SECONDS);
        }
    }
}
