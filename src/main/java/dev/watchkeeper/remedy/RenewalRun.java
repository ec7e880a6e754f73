package dev.watchkeeper.remedy;

import dev.watchkeeper.audit.Actor;
import dev.watchkeeper.inventory.Host;
import dev.watchkeeper.inventory.Renewal;
import dev.watchkeeper.ssh.Remote;

import java.security.SecureRandom;
import java.util.function.Consumer;

/// Begins a renewal that goes on whatever becomes of this console, and follows it.
final class RenewalRun {
    private final Remote remote;
    private final Host host;
    private final Renewal renewal;
    private final RunId run;
    private final Cancellation cancellation;

    RenewalRun(
            Remote remote, Host host, RemedyStep.Action.Renew action, Cancellation cancellation) {
        this.remote = remote;
        this.host = host;
        this.cancellation = cancellation;
        renewal = action.renewal();
        run = action.run().orElseGet(() -> RunId.next(new SecureRandom()));
    }

    StepResult run(Consumer<String> live) {
        var output = new RunOutput(live);
        var attachment = new RunAttachment(remote, host, cancellation, output);
        boolean begun =
                attachment.begin(
                        nonce -> DetachedScripts.renew(nonce, renewal, run, Actor.ofThisProcess()),
                        run,
                        renewal.timeout());
        if (begun && cancellation.isAsked() && !output.isOver()) {
            return new StepResult.Cancelled(stopped(output));
        }
        Reply reply = output.reply(attachment.outcome(), cancellation.isAsked() && !begun);
        return reply.ended() || !begun
                ? Judge.of(new RemedyStep.Action.Renew(renewal), reply)
                : new StepResult.Unknown(lost());
    }

    private String lost() {
        return "%s was not heard of again, and the renewal may go on there: %s."
                .formatted(host.name(), hint(run));
    }

    private String stopped(RunOutput output) {
        if (output.other().isPresent() || cancellation.isLeaving()) {
            RunId followed = output.other().orElse(run);
            return "The renewal goes on on %s as run %s: %s."
                    .formatted(host.name(), followed, hint(followed));
        }
        RunFate fate = new RunEnding(remote, host).end(run);
        return switch (fate) {
            case RunFate.Absent _ -> "The renewal had not begun.";
            case RunFate.Unheard u ->
                    ("%s did not say whether it ended the renewal, which may still run there"
                                    + " (%s): %s.")
                            .formatted(host.name(), u.why(), hint(run));
            case RunFate.Running _, RunFate.Starting _ ->
                    "%s was asked to end the renewal, and it still %s."
                            .formatted(host.name(), fate.shown());
            case RunFate.Exited _,
                    RunFate.Ended _,
                    RunFate.Rebooted _,
                    RunFate.Vanished _,
                    RunFate.Recorded _ ->
                    "The renewal %s.".formatted(fate.shown());
        };
    }

    private String hint(RunId followed) {
        return "“watchkeeper attach %s %s” shows it".formatted(host.name(), followed);
    }
}
