package dev.watchkeeper.automation;

import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/// A unit of systemd, by its properties (org.freedesktop.systemd1(5)).
record Unit(Map<String, String> properties) {
    private static final Pattern ARGUMENTS = Pattern.compile("argv\\[\\]=(.*?) ; ignore_errors=");

    /// A property, or nothing.
    String text(String key) {
        return properties.getOrDefault(key, "");
    }

    Optional<Instant> instant(String key) {
        return SystemdTimes.instant(text(key));
    }

    boolean isLoaded() {
        return text("LoadState").equals("loaded");
    }

    /// Its commands, one after the other.
    String command() {
        return text("ExecStart")
                .lines()
                .map(ARGUMENTS::matcher)
                .filter(Matcher::find)
                .map(m -> m.group(1))
                .collect(Collectors.joining("; "));
    }

    Outcome outcome() {
        if (!isLoaded()) {
            return new Outcome.Unknown("its service is not loaded");
        }
        Optional<Instant> ended = instant("ExecMainExitTimestamp");
        return switch (text("ActiveState")) {
            case "active", "activating", "reloading", "deactivating" ->
                    new Outcome.Running(instant("ExecMainStartTimestamp"));
            default -> {
                if (!text("Result").equals("success")) {
                    yield new Outcome.Failed(failure(), ended);
                }
                yield ended.<Outcome>map(Outcome.Succeeded::new)
                        .orElseGet(() -> new Outcome.Unknown("it has not run since the boot"));
            }
        };
    }

    private String failure() {
        return text("Result").equals("exit-code")
                ? "exit status " + text("ExecMainStatus")
                : text("Result");
    }

    /// RuntimeMaxSec has no effect on a oneshot, which is starting for as long as it runs
    /// (systemd.service(5)).
    Limit limit(String name) {
        if (!isLoaded()) {
            return new Limit.Unknown("its service is not loaded");
        }
        String setting = text("Type").equals("oneshot") ? "TimeoutStart" : "RuntimeMax";
        if (text(setting + "USec").equals("infinity")) {
            return new Limit.None(setting + "Sec of " + name + " is infinity");
        }
        return SystemdTimes.span(text(setting + "USec"))
                .<Limit>map(s -> new Limit.Of(s, setting + "Sec"))
                .orElseGet(() -> new Limit.Unknown(setting + "Sec was not shown"));
    }
}
