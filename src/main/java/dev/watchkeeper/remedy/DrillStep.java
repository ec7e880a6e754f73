package dev.watchkeeper.remedy;

import dev.watchkeeper.audit.AuditLog;
import dev.watchkeeper.inventory.Supervision;
import dev.watchkeeper.supervision.DrillResult;
import dev.watchkeeper.supervision.DrillResult.Leg;
import dev.watchkeeper.supervision.DrillResult.Stage;

import java.time.Duration;
import java.util.Locale;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.function.Consumer;

/// A drill as a step of a plan. A daemon that has just been restarted is given a minute to come up.
final class DrillStep {
    private static final Duration COMING_UP = Duration.ofMinutes(1);
    private static final Duration PAUSE = Duration.ofSeconds(4);

    private final Drilling drilling;
    private final Supervision supervision;
    private final Cancellation cancellation;

    DrillStep(Drilling drilling, Supervision supervision, Cancellation cancellation) {
        this.drilling = drilling;
        this.supervision = supervision;
        this.cancellation = cancellation;
    }

    StepResult run(Consumer<String> live) {
        long end = System.nanoTime() + COMING_UP.toNanos();
        while (true) {
            StepResult result = once(live);
            boolean again =
                    result instanceof StepResult.Failed f
                            && f.text().contains(words(Stage.ALIVE))
                            && System.nanoTime() - end < 0
                            && !cancellation.isAsked();
            if (!again) {
                return result;
            }
            cancellation.pause(PAUSE);
        }
    }

    private StepResult once(Consumer<String> live) {
        var drill = new CompletableFuture<DrillResult>();
        Thread thread =
                Thread.ofVirtual()
                        .name("drill of " + supervision.name())
                        .start(() -> run(drill, live));
        CompletableFuture.anyOf(drill, cancellation.asked()).handle((_, _) -> true).join();
        if (!drill.isDone()) {
            thread.interrupt();
        }
        try {
            return judged(drill.get());
        } catch (ExecutionException e) {
            return new StepResult.Failed("The drill could not be run: %s.".formatted(reason(e)));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return new StepResult.Unknown("Interrupted in the drill.");
        }
    }

    private static String reason(ExecutionException e) {
        Throwable cause = e.getCause();
        return String.valueOf(cause == null ? e.getMessage() : cause.getMessage());
    }

    private void run(CompletableFuture<DrillResult> drill, Consumer<String> live) {
        try {
            drill.complete(drilling.run(supervision, false, l -> live.accept(line(l))));
        } catch (IllegalStateException | AuditLog.AuditException e) {
            drill.completeExceptionally(e);
        } catch (RuntimeException e) {
            drill.completeExceptionally(new IllegalStateException("this console failed: " + e, e));
        }
    }

    private StepResult judged(DrillResult result) {
        if (cancellation.isAsked() && !result.passed()) {
            return new StepResult.Cancelled("The drill was stopped.");
        }
        return result.fault()
                .<StepResult>map(f ->
                        new StepResult.Failed(
                                "The drill stopped at '%s': %s."
                                        .formatted(
                                                words(f.stage()),
                                                f.text().replaceFirst("\\.$", ""))))
                .orElseGet(() ->
                        new StepResult.Done("The drill of " + supervision.name() + " passed."));
    }

    private static String line(Leg leg) {
        return "%s: %s after %d ms: %s\n"
                .formatted(
                        words(leg.stage()),
                        leg.verdict().name().toLowerCase(Locale.ROOT).replace('_', ' '),
                        leg.took().toMillis(),
                        leg.text());
    }

    private static String words(Stage stage) {
        return stage.name().toLowerCase(Locale.ROOT).replace('_', ' ');
    }
}
