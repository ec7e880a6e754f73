package dev.watchkeeper.demo;

import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// A host or service as a simulated Nagios has it in its status. Guarded by that Nagios.
final class SimulatedCheck {
    private static final String LETTERS = "rwcu";

    private final NagiosObject object;
    private Optional<Result> result = Optional.empty();
    private Instant last = Instant.EPOCH;
    private Instant next;
    private Instant changed = Instant.EPOCH;
    private Instant told = Instant.EPOCH;

    /// What a plugin, or somebody from outside, says.
    ///
    /// @param state its exit status
    record Result(int state, String output) {
        static final Result OK = new Result(0, "OK");

        boolean isOk() {
            return state == 0;
        }
    }

    /// @param due when it is run first
    SimulatedCheck(NagiosObject object, Instant due) {
        this.object = object;
        this.next = due;
    }

    NagiosObject object() {
        return object;
    }

    boolean isDue(Instant now) {
        return isActive() && !next.isAfter(now);
    }

    boolean isActive() {
        return !object.text("active_checks_enabled").equals("0");
    }

    boolean takesPassive() {
        return !object.text("passive_checks_enabled").equals("0");
    }

    Result result() {
        return result.orElse(Result.OK);
    }

    /// Takes a result.
    ///
    /// @return whether its state is another than before, so that somebody is to be told
    boolean take(Result said, Instant at) {
        boolean isNews = result().state() != said.state();
        if (isNews || result.isEmpty()) {
            changed = at;
        }
        result = Optional.of(said);
        last = at;
        next = at.plus(every());
        return isNews;
    }

    /// Whether notifications of this state go out.
    boolean tells() {
        String options = object.text("notification_options");
        return !object.text("notifications_enabled").equals("0")
                && (options.isEmpty() || options.indexOf(letter()) >= 0);
    }

    char letter() {
        return LETTERS.charAt(result().state());
    }

    String word() {
        int state = result().state();
        return object.type().equals("host")
                ? List.of("UP", "DOWN").get(Math.min(1, state))
                : List.of("OK", "WARNING", "CRITICAL", "UNKNOWN").get(state);
    }

    void told(Instant at) {
        told = at;
    }

    /// It is due.
    void now() {
        next = Instant.EPOCH;
    }

    private Duration every() {
        return Duration.ofMinutes(Long.parseLong(object.text("check_interval", "5")));
    }

    /// As status.dat has it.
    Map<String, String> status() {
        var status = new LinkedHashMap<String, String>();
        status.put("host_name", object.text("host_name"));
        status.put("service_description", object.text("service_description"));
        status.put("check_command", object.text("check_command"));
        status.put("check_period", object.text("check_period", "always"));
        status.put("check_interval", every().toMinutes() + ".000000");
        status.put("has_been_checked", result.isPresent() ? "1" : "0");
        status.put("current_state", stateOf());
        status.put("state_type", "1");
        status.put("last_state_change", seconds(changed));
        status.put("plugin_output", result().output());
        status.put("last_check", seconds(last));
        status.put("next_check", isActive() ? seconds(next) : "0");
        status.put("last_notification", seconds(told));
        status.put("notification_period", object.text("notification_period", "always"));
        status.put("notifications_enabled", object.text("notifications_enabled", "1"));
        status.put("active_checks_enabled", isActive() ? "1" : "0");
        status.put("passive_checks_enabled", takesPassive() ? "1" : "0");
        status.put("problem_has_been_acknowledged", "0");
        status.put("scheduled_downtime_depth", "0");
        return status;
    }

    /// A host is up or down.
    private String stateOf() {
        int state = result().state();
        return String.valueOf(object.type().equals("host") ? Math.min(1, state) : state);
    }

    private static String seconds(Instant at) {
        return String.valueOf(at.getEpochSecond());
    }
}
