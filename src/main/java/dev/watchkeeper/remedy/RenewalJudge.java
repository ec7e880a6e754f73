package dev.watchkeeper.remedy;

import dev.watchkeeper.automation.RateLimit;
import dev.watchkeeper.inventory.Renewal;
import dev.watchkeeper.inventory.VisibleText;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/// Says how a renewal's command ended. That it ended with 0 proves nothing yet; what the addresses
/// serve then does. Pure.
final class RenewalJudge {
    private static final Pattern RATE_LIMIT =
            Pattern.compile(
                    "(?i)ratelimited|too many (certificates|failed authori|new"
                            + " orders|registrations)|rate limit");

    private RenewalJudge() {}

    static StepResult of(Renewal renewal, Reply reply) {
        Optional<List<String>> busy = reply.of("busy", 2).findFirst();
        if (busy.isPresent()) {
            return alreadyRunning(renewal, ", pid " + VisibleText.capped(busy.get().get(1), 12));
        }
        String before = followed(renewal, reply);
        Optional<RunFate> fate =
                reply.lines().stream().flatMap(l -> RunFate.parse(l).stream()).findFirst();
        return fate.map(f -> of(renewal, f, before, reply))
                .orElseGet(() ->
                        new StepResult.Unknown(
                                before + "The host did not say how the renewal ended."));
    }

    private static StepResult of(Renewal renewal, RunFate fate, String before, Reply reply) {
        return switch (fate) {
            case RunFate.Exited(int status) when status == 0 ->
                    new StepResult.Done(
                            before + "“%s” ended with status 0.".formatted(renewal.name()));
            case RunFate.Exited(int status) -> failed(renewal, status, before, reply);
            case RunFate.Ended _ ->
                    new StepResult.Failed(
                            before + "“%s” %s.".formatted(renewal.name(), fate.shown()));
            case RunFate.Absent _ -> new StepResult.Failed("The renewal had not begun.");
            case RunFate.Rebooted _,
                    RunFate.Vanished _,
                    RunFate.Unheard _,
                    RunFate.Recorded _,
                    RunFate.Running _,
                    RunFate.Starting _ ->
                    new StepResult.Unknown(
                            before + "“%s” %s.".formatted(renewal.name(), fate.shown()));
        };
    }

    /// What is to be said when this console began nothing, and followed what another had begun.
    private static String followed(Renewal renewal, Reply reply) {
        return reply.of("attached", 3)
                .findFirst()
                .map(l ->
                        ("“%s” was already running on %s as run %s%s; it was followed,"
                                        + " and nothing was begun. ")
                                .formatted(
                                        renewal.name(),
                                        renewal.host(),
                                        VisibleText.capped(l.get(1), 16),
                                        by(reply)))
                .orElse("");
    }

    private static String by(Reply reply) {
        return reply.of("about", 6)
                .map(l -> RunListing.shown(l.get(4)))
                .findFirst()
                .map(who -> ", begun by " + who)
                .orElse("");
    }

    private static StepResult failed(Renewal renewal, int status, String before, Reply reply) {
        if (reply.says("nother instance of Certbot is already running")) {
            return alreadyRunning(renewal, "");
        }
        if (renewal.sudo() && reply.says("sudo:", "password")) {
            return new StepResult.Refused("Nothing was done: " + Reasons.of("password") + ".");
        }
        Optional<String> limited =
                reply.output().stream().filter(l -> RATE_LIMIT.matcher(l).find()).findFirst();
        if (limited.isPresent()) {
            return new StepResult.Failed(
                    "%s“%s” failed: rate limited %s"
                            .formatted(before, renewal.name(), until(reply)));
        }
        return new StepResult.Failed(
                "%s“%s” ended with status %d; its output says why."
                        .formatted(before, renewal.name(), status));
    }

    private static StepResult alreadyRunning(Renewal renewal, String which) {
        return new StepResult.Refused(
                "Nothing was done: a run of “%s” is already running on %s%s. Wait for it."
                        .formatted(renewal.name(), renewal.host(), which));
    }

    private static String until(Reply reply) {
        return reply.output().stream()
                .flatMap(l -> RateLimit.until(l).stream())
                .max(Comparator.naturalOrder())
                .map(t -> "until %s. Try again then: what is asked earlier fails.".formatted(t))
                .orElse(
                        "by the certificate authority, which does not say until when. Do not try"
                                + " again before it says so.");
    }
}
