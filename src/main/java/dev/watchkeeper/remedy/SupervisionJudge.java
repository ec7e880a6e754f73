package dev.watchkeeper.remedy;

import dev.watchkeeper.inventory.VisibleText;

import java.util.List;
import java.util.Optional;

/// Says what a reply means for work on a supervision. Pure.
final class SupervisionJudge {
    private SupervisionJudge() {}

    static StepResult of(SupervisionWork work, Reply reply) {
        String name = VisibleText.capped(work.supervision().name(), 60);
        return switch (work) {
            case SupervisionWork.Install install -> installed(install, name, reply);
            case SupervisionWork.Settle settle -> settled(settle, name, reply);
            case SupervisionWork.Restart _ -> restarted(name, reply);
            case SupervisionWork.SwitchOn(_, var commands) ->
                    reply.of("sent", 2).count() == commands.size()
                            ? new StepResult.Done(name + " was told to go on.")
                            : new StepResult.Failed(name + " did not take every command.");
            case SupervisionWork.Drill _ ->
                    throw new IllegalArgumentException("no reply of a drill");
        };
    }

    /// Those with an API are asked afterwards whether they list it.
    private static StepResult installed(SupervisionWork.Install install, String name, Reply reply) {
        String last = install.supervision().kind().isAskedOverHttp() ? "reloaded" : "seen";
        String path =
                reply.of("wrote", 2)
                        .map(l -> VisibleText.capped(String.join(" ", l.subList(1, l.size())), 200))
                        .findFirst()
                        .orElse("a file");
        return reply.of(last, 1).findAny().isPresent()
                ? new StepResult.Done("%s has loaded %s.".formatted(name, path))
                : new StepResult.Unknown(
                        "Whether %s has loaded %s is not known.".formatted(name, path));
    }

    private static StepResult settled(SupervisionWork.Settle settle, String name, Reply reply) {
        boolean done = reply.of(settle.keep() ? "kept" : "taken-back", 1).findAny().isPresent();
        return done
                ? new StepResult.Done(
                        name + (settle.keep() ? " keeps it." : " has what it had before."))
                : new StepResult.Unknown(
                        "What is left on the host of %s is not known.".formatted(name));
    }

    private static StepResult restarted(String name, Reply reply) {
        Optional<String> status = reply.of("restarted", 2).map(l -> l.get(1)).findFirst();
        if (status.filter(s -> !s.equals("0")).isPresent()) {
            return new StepResult.Failed(
                    "The restart of %s failed with status %s; see the output."
                            .formatted(name, VisibleText.capped(status.get(), 10)));
        }
        return reply.of("running", 2)
                .map(List::getLast)
                .findFirst()
                .<StepResult>map(pid ->
                        new StepResult.Done(
                                "%s was restarted (pid %s)."
                                        .formatted(name, VisibleText.capped(pid, 12))))
                .orElseGet(() ->
                        new StepResult.Failed(
                                "%s was restarted, but no such process runs.".formatted(name)));
    }
}
