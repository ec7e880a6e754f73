package dev.watchkeeper.history;

import static org.assertj.core.api.Assertions.assertThat;

import dev.watchkeeper.history.ActionHistory.Action;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

final class ActionsTest {
    // fault 26: after the year 2038
    private static final Instant NOW = Instant.parse("2040-05-06T07:08:09Z");
    private static final Duration DAY = Duration.ofDays(1);

    @TempDir Path folder;
    private Instant now = NOW;

    @Test
    void anActionIsThereFromItsBeginningAndItsOutcomeComesToIt() {
        try (var history = open()) {
            history.began("a1", "mount-silent/builder1", "abort the connection", NOW);
        }
        try (var history = open()) {
            assertThat(history.actions(DAY)).containsExactly(action(Optional.empty(), ""));

            history.ended("a1", "fixed: the mount answers", NOW.plusSeconds(4));
            assertThat(history.actions(DAY))
                    .containsExactly(
                            action(Optional.of(NOW.plusSeconds(4)), "fixed: the mount answers"));
        }
    }

    // fault 23
    @Test
    void nothingEndsBeforeItBegan() {
        try (var history = open()) {
            history.began("a1", "mount-silent/builder1", "abort the connection", NOW);
            history.ended("a1", "fixed", NOW.minusSeconds(3600));
            assertThat(history.actions(DAY).getFirst().end()).isEqualTo(Optional.of(NOW));
        }
    }

    @Test
    void retentionCoversActions() {
        try (var history = open()) {
            history.began("old", "k", "t", NOW.minus(Duration.ofDays(3)));
            history.ended("old", "fixed", NOW.minus(Duration.ofDays(2)));
            history.began("a1", "mount-silent/builder1", "abort the connection", NOW);
            now = NOW.plusSeconds(1);
            history.prune(DAY);
            assertThat(history.actions(Duration.ofDays(30)))
                    .extracting(Action::id)
                    .containsExactly("a1");
        }
    }

    private static Action action(Optional<Instant> end, String outcome) {
        return new Action("a1", "mount-silent/builder1", "abort the connection", NOW, end, outcome);
    }

    private SqliteHistory open() {
        return SqliteHistory.open(folder.resolve("history.db"), () -> now);
    }
}
