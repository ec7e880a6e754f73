package dev.watchkeeper.supervision;

import static org.assertj.core.api.Assertions.assertThat;

import dev.watchkeeper.host.LocalShell;
import dev.watchkeeper.inventory.Fleet;
import dev.watchkeeper.inventory.Host;
import dev.watchkeeper.inventory.Receipt;
import dev.watchkeeper.inventory.Thresholds;
import dev.watchkeeper.supervision.ReceiptWatch.Arrival;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.List;

@EnabledOnOs(value = OS.LINUX, disabledReason = "the script is for POSIX hosts")
final class FileReceiptTest {
    private static final String TOKEN = "watchkeeper-drill-4711";
    private static final Duration LONG = Duration.ofSeconds(30);
    private static final Duration PACE = Duration.ofMillis(20);
    private static final Fleet FLEET =
            new Fleet(List.of(), List.of(Host.of("here")), List.of(), Thresholds.DEFAULT);

    @TempDir private Path folder;
    private Path file;

    @BeforeEach
    void name() {
        file = folder.resolve("mail 'box'");
    }

    @ParameterizedTest
    @ValueSource(strings = {"dash", "bash", "busybox"})
    void whatWasAppendedAfterTheBeginningHasArrived(String shell) throws Exception {
        Files.writeString(file, "From: nagios\nsomething else\n");
        try (var watch = open(shell)) {
            append("SERVICE CRITICAL " + TOKEN + "\n");

            assertThat(watch.await(LONG))
                    .isInstanceOf(Arrival.Arrived.class)
                    .extracting(Arrival::text)
                    .isEqualTo("it is in " + file + " on here");
        }
    }

    @Test
    void whatWasThereBeforeHasNotArrived() throws Exception {
        Files.writeString(file, TOKEN + "\n");
        Receipts once = new Receipts(new LocalShell("sh"), LONG);
        try (var watch = once.open(receipt(), FLEET, TOKEN, LONG)) {
            append("something else\n");

            assertThat(watch.await(LONG))
                    .isInstanceOf(Arrival.Missing.class)
                    .extracting(Arrival::text)
                    .isEqualTo("it was not in " + file + " on here within 30 s");
        }
    }

    @Test
    void aFileThatIsMadeOrRotatedDuringTheDrillIsLookedThroughFromItsBeginning() throws Exception {
        try (var watch = open("sh")) {
            append(TOKEN + "\n");
            assertThat(watch.await(LONG)).isInstanceOf(Arrival.Arrived.class);
        }
        Files.writeString(file, "a long text that was there before, and went away\n");
        try (var watch = open("sh")) {
            Files.move(file, folder.resolve("mail.1"));
            append(TOKEN + "\n");
            assertThat(watch.await(LONG)).isInstanceOf(Arrival.Arrived.class);
        }
    }

    @Test
    void whatIsNoFileSaysSoAndIsNotRead() throws Exception {
        Files.createDirectory(file);
        try (var watch = open("sh")) {
            assertThat(watch.await(LONG))
                    .isEqualTo(new Arrival.Unknown(file + " on here is no file"));
        }
    }

    @Test
    void aHostThatTheFleetDoesNotHaveIsNamed() throws Exception {
        Fleet empty = Fleet.empty();
        try (var watch = receipts("sh").open(receipt(), empty, TOKEN, LONG)) {
            assertThat(watch.await(LONG))
                    .isEqualTo(new Arrival.Unknown("the fleet has no host here any more"));
        }
    }

    private void append(String text) throws Exception {
        Files.writeString(file, text, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
    }

    private Receipt receipt() {
        return new Receipt.File("here", file.toString());
    }

    private static Receipts receipts(String shell) {
        return new Receipts(
                shell.equals("busybox") ? new LocalShell(shell, "sh") : new LocalShell(shell),
                PACE);
    }

    private ReceiptWatch open(String shell) throws InterruptedException {
        Fleet fleet = new Fleet(List.of(), List.of(Host.of("here")), List.of(), Thresholds.DEFAULT);
        return receipts(shell).open(receipt(), fleet, TOKEN, LONG);
    }
}
