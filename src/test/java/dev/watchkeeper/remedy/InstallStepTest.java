package dev.watchkeeper.remedy;

import static org.assertj.core.api.Assertions.assertThat;

import dev.watchkeeper.inventory.Supervision;
import dev.watchkeeper.supervision.ObjectLists.Listed;

import org.junit.jupiter.api.Test;

import java.net.URI;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

/// What is kept and what is taken back, by what the supervision lists after it was told to load.
final class InstallStepTest {
    private static final Supervision PROMETHEUS =
            Supervision.prometheus("prometheus", URI.create("http://127.0.0.1:9090"));
    private static final SupervisionWork.Install WORK =
            new SupervisionWork.Install(PROMETHEUS, "docs", "groups: []", List.of("Expires"));
    private static final Listed BEFORE = new Listed.All("first");

    private final List<String> done = new ArrayList<>();
    private final Cancellation cancellation = new Cancellation();

    @Test
    void whatIsListedAfterTheLoadIsKept() {
        StepResult result =
                run(
                        Duration.ofDays(1),
                        BEFORE,
                        new Listed.All("first"),
                        new Listed.Unknown("it does not answer"),
                        new Listed.All("second"));

        assertThat(result).isEqualTo(new StepResult.Done("written"));
        assertThat(done).containsExactly("install", "keep");
    }

    @Test
    void whatIsNotListedAfterTheLoadIsTakenBackAtOnce() {
        StepResult result =
                run(
                        Duration.ofDays(1),
                        BEFORE,
                        new Listed.Missing("it does not list Expires", "second"));

        assertThat(result)
                .isEqualTo(
                        new StepResult.Failed(
                                "prometheus was asked to load it, and it does not list Expires: it"
                                        + " was taken back."));
        assertThat(done).containsExactly("install", "back");
    }

    @Test
    void aListFromBeforeTheLoadProvesNothing() {
        StepResult result = run(Duration.ZERO, BEFORE, new Listed.All("first"));

        assertThat(result.text()).contains("it did not do so in time: it was taken back");
        assertThat(done).containsExactly("install", "back");
    }

    @Test
    void oneThatDoesNotAnswerAfterItIsGivenBackWhatItHad() {
        StepResult result = run(Duration.ZERO, BEFORE, new Listed.Unknown("it refuses"));

        assertThat(result).isInstanceOf(StepResult.Failed.class);
        assertThat(done).containsExactly("install", "back");
    }

    @Test
    void whatCannotBeSeenAfterwardsIsNotBegun() {
        StepResult result = run(Duration.ofDays(1), new Listed.Unknown("it refuses"));

        assertThat(result).isEqualTo(new StepResult.Refused("Nothing was done: it refuses."));
        assertThat(done).isEmpty();
    }

    @Test
    void aWishToStopTakesItBack() {
        cancellation.ask();

        StepResult result = run(Duration.ofDays(1), BEFORE, new Listed.Missing("not yet", "first"));

        assertThat(result).isInstanceOf(StepResult.Failed.class);
        assertThat(done).containsExactly("install", "back");
    }

    private StepResult run(Duration patience, Listed... seen) {
        Deque<Listed> answers = new ArrayDeque<>(List.of(seen));
        return new InstallStep(
                        (_, _, _) ->
                                answers.size() > 1 ? answers.removeFirst() : answers.getFirst(),
                        WORK,
                        cancellation,
                        new InstallStep.Pace(Duration.ZERO, patience),
                        this::remote)
                .run();
    }

    private StepResult remote(SupervisionWork work) {
        done.add(
                work instanceof SupervisionWork.Settle settle
                        ? settle.keep() ? "keep" : "back"
                        : "install");
        return new StepResult.Done("written");
    }
}
