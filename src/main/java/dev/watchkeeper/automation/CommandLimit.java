package dev.watchkeeper.automation;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// The limit that a command line sets itself with timeout(1).
final class CommandLimit {
    private static final Pattern TIMEOUT =
            Pattern.compile(
                    "(?:^|[\\s;&|(])(?:/\\S*/)?timeout\\s+((?:-\\S+\\s+(?:(?<=-[ks] )\\S+\\s+)?)*)"
                            + "([0-9]+(?:\\.[0-9]+)?)([smhd]?)(?=\\s)");
    private static final List<String> KILLING =
            List.of(
                    "-k",
                    "--kill-after",
                    "-s KILL",
                    "-s 9",
                    "--signal=KILL",
                    "--signal=9",
                    "-KILL");

    private CommandLimit() {}

    static Limit of(String command) {
        Matcher timeout = TIMEOUT.matcher(command);
        if (!timeout.find()) {
            return new Limit.None("no timeout in the line");
        }
        boolean kills = KILLING.stream().anyMatch(timeout.group(1)::contains);
        Optional<Duration> most = span(timeout.group(2), timeout.group(3));
        return kills && most.isPresent()
                ? new Limit.Of(most.get(), "timeout -k")
                : new Limit.None("timeout without -k: what hangs may not obey its TERM");
    }

    private static Optional<Duration> span(String number, String unit) {
        double seconds =
                switch (unit) {
                    case "m" -> 60;
                    case "h" -> 3_600;
                    case "d" -> 86_400;
                    default -> 1;
                };
        double all = Double.parseDouble(number) * seconds;
        return all > 0 && all < 1e9
                ? Optional.of(Duration.ofMillis(Math.round(all * 1000)))
                : Optional.empty();
    }
}
