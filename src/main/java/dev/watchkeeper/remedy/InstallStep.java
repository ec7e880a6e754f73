package dev.watchkeeper.remedy;

import dev.watchkeeper.inventory.Supervision;
import dev.watchkeeper.supervision.ObjectLists;
import dev.watchkeeper.supervision.ObjectLists.Listed;

import java.time.Duration;
import java.util.List;
import java.util.function.Function;

/// Adds to a supervision whose list is read through its API: what it does not list in time after
/// the reload is taken back.
final class InstallStep {
    private static final Duration LOOK = Duration.ofSeconds(10);

    private final ObjectLists lists;
    private final SupervisionWork.Install work;
    private final Cancellation cancellation;
    private final Pace pace;
    private final Function<SupervisionWork, StepResult> remote;

    /// How it is waited for what is to be loaded.
    ///
    /// @param pause between two looks
    record Pace(Duration pause, Duration patience) {
        static final Pace USUAL = new Pace(Duration.ofSeconds(1), Duration.ofSeconds(40));
    }

    /// @param remote does what the host has to do
    InstallStep(
            ObjectLists lists,
            SupervisionWork.Install work,
            Cancellation cancellation,
            Pace pace,
            Function<SupervisionWork, StepResult> remote) {
        this.lists = lists;
        this.work = work;
        this.cancellation = cancellation;
        this.pace = pace;
        this.remote = remote;
    }

    StepResult run() {
        // What cannot be seen afterwards is not begun.
        Listed before = lists.ask(supervision(), List.of(), LOOK);
        if (before instanceof Listed.Unknown(String why)) {
            return new StepResult.Refused("Nothing was done: %s.".formatted(why));
        }
        StepResult written = remote.apply(work);
        return written instanceof StepResult.Done ? settled(written, before) : written;
    }

    private StepResult settled(StepResult written, Listed before) {
        return switch (awaited(before)) {
            case Listed.All seen when hasLoaded(seen, before) -> kept(written);
            case Listed.All _ -> takenBack("it did not do so in time");
            case Listed.Missing(String text, var _) -> takenBack(text);
            case Listed.Unknown(String text) -> takenBack(text);
        };
    }

    /// What it lists after it has loaded its configuration anew, or in the end.
    private Listed awaited(Listed before) {
        long end = System.nanoTime() + pace.patience().toNanos();
        Listed seen = lists.ask(supervision(), work.objects(), LOOK);
        while (!hasLoaded(seen, before) && System.nanoTime() - end < 0 && !cancellation.isAsked()) {
            cancellation.pause(pace.pause());
            seen = lists.ask(supervision(), work.objects(), LOOK);
        }
        return seen;
    }

    private static boolean hasLoaded(Listed seen, Listed before) {
        return !(seen instanceof Listed.Unknown) && !load(seen).equals(load(before));
    }

    private static String load(Listed seen) {
        return switch (seen) {
            case Listed.All(String load) -> load;
            case Listed.Missing(var _, String load) -> load;
            case Listed.Unknown _ -> "";
        };
    }

    private StepResult kept(StepResult written) {
        // A copy of what was there before may stay; what was added is in use all the same.
        StepResult tidied = remote.apply(settle(true));
        return tidied instanceof StepResult.Done
                ? written
                : new StepResult.Done(written.text() + " " + tidied.text());
    }

    private StepResult takenBack(String why) {
        String begun = "%s was asked to load it, and %s".formatted(supervision().name(), why);
        return switch (remote.apply(settle(false))) {
            case StepResult.Done _ -> new StepResult.Failed(begun + ": it was taken back.");
            case StepResult other ->
                    new StepResult.Unknown(
                            "%s; whether it was taken back is not known. %s"
                                    .formatted(begun, other.text()));
        };
    }

    private SupervisionWork settle(boolean keep) {
        return new SupervisionWork.Settle(supervision(), work.slug(), keep);
    }

    private Supervision supervision() {
        return work.supervision();
    }
}
