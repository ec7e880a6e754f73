package dev.watchkeeper.bench;

import static org.assertj.core.api.Assertions.assertThat;

import dev.watchkeeper.monitor.Report;
import dev.watchkeeper.ui.SampleReports;
import dev.watchkeeper.ui.SampleServices;
import dev.watchkeeper.ui.SampleUpdates;
import dev.watchkeeper.ui.shell.ConsoleWindow;

import javafx.animation.AnimationTimer;
import javafx.application.Platform;
import javafx.stage.Stage;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.testfx.framework.junit5.ApplicationExtension;
import org.testfx.framework.junit5.Start;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/// 1,000 row updates a second through the window's own way: reports published by another thread,
/// the newest taken over, rows changed by key. Pulses a second are counted meanwhile.
@Tag("bench")
@ExtendWith(ApplicationExtension.class)
final class RowUpdatesBench {
    private static final int SECONDS = 10;
    private static final int REPORTS_A_SECOND = 20;
    private static final int ROWS_A_REPORT = 50;

    private final Report large = SampleReports.large();
    private final SampleServices world = new SampleServices(large);
    private Optional<ConsoleWindow> window = Optional.empty();

    @Start
    void start(Stage stage) {
        stage.setX(0);
        stage.setY(0);
        stage.setWidth(1000);
        stage.setHeight(800);
        var shown = new ConsoleWindow(world.services(Optional.empty()));
        shown.show(stage);
        window = Optional.of(shown);
    }

    @ParameterizedTest
    @ValueSource(strings = {"certificates", "builders"})
    void theWindowKeepsItsPulses(String screen) throws Exception {
        onFx(() -> window.orElseThrow().goTo(screen));
        run(2);
        Pulses pulses = new Pulses();
        onFx(pulses::start);
        int updates = run(SECONDS);
        onFx(pulses::stop);

        System.out.printf(
                "%-14s %,7d rows %,6d updates/s %5.1f pulses/s longest gap %4d ms%n",
                screen,
                large.snapshot().endpoints().size(),
                updates / SECONDS,
                pulses.aSecond(),
                pulses.longestMillis());
        assertThat(pulses.aSecond()).isGreaterThanOrEqualTo(55);
    }

    private static void onFx(Runnable task) throws Exception {
        CompletableFuture<Boolean> done = new CompletableFuture<>();
        Platform.runLater(() -> {
            task.run();
            done.complete(true);
        });
        done.get(60, TimeUnit.SECONDS);
    }

    private int run(int seconds) {
        List<String> ids = new ArrayList<>(large.snapshot().endpoints().keySet());
        Report now = large;
        long begin = System.nanoTime();
        int reports = seconds * REPORTS_A_SECOND;
        for (int i = 0; i < reports; i++) {
            int from = i * ROWS_A_REPORT % ids.size();
            List<String> some = ids.subList(from, Math.min(from + ROWS_A_REPORT, ids.size()));
            now =
                    SampleUpdates.observedAgain(
                            now, some, SampleReports.NOW.minusMillis(4_000 - i % 4_000));
            world.publish(now);
            long next = begin + (i + 1) * 1_000_000_000L / REPORTS_A_SECOND;
            LockSupport.parkNanos(Math.max(0, next - System.nanoTime()));
        }
        return reports * ROWS_A_REPORT;
    }

    /// Counts what the toolkit draws.
    private static final class Pulses extends AnimationTimer {
        private long first;
        private long last;
        private long longest;
        private int count;

        @Override
        public void handle(long now) {
            if (count++ == 0) {
                first = now;
            } else {
                longest = Math.max(longest, now - last);
            }
            last = now;
        }

        double aSecond() {
            return (count - 1) * 1e9 / (last - first);
        }

        long longestMillis() {
            return longest / 1_000_000;
        }
    }
}
