package dev.watchkeeper.supervision;

import dev.watchkeeper.supervision.DrillResult.Leg;
import dev.watchkeeper.supervision.DrillResult.Stage;
import dev.watchkeeper.supervision.DrillResult.Verdict;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/// The legs of a drill as they end, one after the other.
final class DrillLegs {
    private final Consumer<Leg> progress;
    private final List<Leg> legs = new ArrayList<>();

    DrillLegs(Consumer<Leg> progress) {
        this.progress = progress;
    }

    /// What a leg does; blocks until it has ended.
    @FunctionalInterface
    interface Step {
        Outcome go() throws InterruptedException;
    }

    /// How a leg ended.
    record Outcome(Verdict verdict, String text) {
        static Outcome passed(String text) {
            return new Outcome(Verdict.PASSED, ApiText.shown(text));
        }

        static Outcome failed(String text) {
            return new Outcome(Verdict.FAILED, ApiText.shown(text));
        }

        static Outcome unknown(String text) {
            return new Outcome(Verdict.UNKNOWN, ApiText.shown(text));
        }

        static Outcome notTried(String text) {
            return new Outcome(Verdict.NOT_TRIED, ApiText.shown(text));
        }

        /// What waiting at the receipt came to.
        static Outcome of(ReceiptWatch.Arrival arrival) {
            return switch (arrival) {
                case ReceiptWatch.Arrival.Arrived a -> passed(a.text());
                case ReceiptWatch.Arrival.Missing m -> failed(m.text());
                case ReceiptWatch.Arrival.Unknown u -> unknown(u.text());
            };
        }

        /// Of an API that did not answer.
        static Outcome of(ApiReply.Failed<?> fault) {
            return fault.why() == ApiReply.Why.CANCELLED
                    ? unknown(fault.text())
                    : failed(fault.text());
        }
    }

    /// Goes one leg, unless one before it was not passed.
    ///
    /// @return whether all so far were passed
    boolean go(Stage stage, Step step) {
        if (legs.stream().anyMatch(l -> l.verdict().isBad())) {
            return false;
        }
        long start = System.nanoTime();
        Outcome outcome;
        try {
            outcome = step.go();
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            outcome = Outcome.unknown("it was ended before it could be told");
        }
        var took = Duration.ofNanos(System.nanoTime() - start);
        var leg = new Leg(stage, outcome.verdict(), took, outcome.text());
        legs.add(leg);
        progress.accept(leg);
        return !outcome.verdict().isBad();
    }

    List<Leg> legs() {
        return List.copyOf(legs);
    }
}
