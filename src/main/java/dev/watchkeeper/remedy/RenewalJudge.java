package dev.watchkeeper.remedy;

import dev.watchkeeper.inventory.Renewal;
import dev.watchkeeper.inventory.VisibleText;

import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Says how a renewal's command ended. That it ended with 0 proves nothing yet; what the addresses
/// serve then does. Pure.
final class RenewalJudge {
    private static final Pattern RATE_LIMIT =
            Pattern.compile(
                    "(?i)ratelimited|too many (certificates|failed authori|new"
                            + " orders|registrations)|rate limit");
    private static final Pattern NEXT_TRY =
            Pattern.compile(
                    "(?i)retry[- ]after:? *([0-9]{4}-[0-9]{2}-[0-9]{2}[T ][0-9:]{5,8}(?:"
                            + " ?(?:UTC|Z))?)");

    private RenewalJudge() {}

    static StepResult of(Renewal renewal, Reply reply) {
        Optional<List<String>> busy = reply.of("busy", 2).findFirst();
        if (busy.isPresent()) {
            return alreadyRunning(renewal, ", pid " + VisibleText.capped(busy.get().get(1), 12));
        }
        String status = reply.of("exit", 2).map(l -> l.get(1)).findFirst().orElse("unknown");
        if (status.equals("0")) {
            return new StepResult.Done("“%s” ended with status 0.".formatted(renewal.name()));
        }
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
                    "The certificate authority's rate limit is reached; %s."
                            .formatted(nextTry(reply)));
        }
        return new StepResult.Failed(
                "“%s” ended with status %s; its output says why."
                        .formatted(renewal.name(), VisibleText.capped(status, 8)));
    }

    private static StepResult alreadyRunning(Renewal renewal, String which) {
        return new StepResult.Refused(
                "Nothing was done: a run of “%s” is already running on %s%s. Wait for it."
                        .formatted(renewal.name(), renewal.host(), which));
    }

    private static String nextTry(Reply reply) {
        return reply.output().stream()
                .map(NEXT_TRY::matcher)
                .filter(Matcher::find)
                .map(m -> "it takes the next try after " + m.group(1))
                .findFirst()
                .orElse("do not try again before it says so");
    }
}
