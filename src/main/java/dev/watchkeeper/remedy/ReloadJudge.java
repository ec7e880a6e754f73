package dev.watchkeeper.remedy;

import dev.watchkeeper.remedy.RemedyStep.Action;

import java.util.Optional;

/// Says what a reply means for a reload. Pure.
final class ReloadJudge {
    private ReloadJudge() {}

    static StepResult of(Action.Reload reload, Reply reply) {
        long pid = reload.master().key().pid();
        if (reply.of("gone", 3).findAny().isPresent()) {
            return new StepResult.Failed(
                    "%s (pid %d) has ended by itself: start it.".formatted(reload.program(), pid));
        }
        Optional<String> refused = reply.of("refused", 3).map(l -> l.get(2)).findFirst();
        if (refused.isPresent()) {
            return refused(reload, refused.get());
        }
        Optional<String> state = reply.of("state", 3).map(l -> l.get(2)).findFirst();
        if (state.filter(s -> s.equals("-") || s.equals("Z")).isPresent()) {
            return new StepResult.Failed(
                    "%s (pid %d) ended instead of reloading: start it."
                            .formatted(reload.program(), pid));
        }
        return state.isPresent()
                ? new StepResult.Done("%s was asked to reload.".formatted(reload.program()))
                : new StepResult.Unknown("The host did not say whether it was asked to reload.");
    }

    private static StepResult refused(Action.Reload reload, String why) {
        return switch (why) {
            case "test" ->
                    new StepResult.Refused(
                            "Not reloaded: the configuration of %s does not pass its own test; see the output."
                                    .formatted(reload.program()));
            case "no-test" ->
                    new StepResult.Refused(
                            "Not reloaded: %s is not there to test the configuration with."
                                    .formatted(reload.test().getFirst()));
            default ->
                    new StepResult.Refused(
                            "Process %d was not touched: %s."
                                    .formatted(reload.master().key().pid(), Reasons.of(why)));
        };
    }
}
