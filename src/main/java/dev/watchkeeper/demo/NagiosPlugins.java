package dev.watchkeeper.demo;

import dev.watchkeeper.demo.SimulatedCheck.Result;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/// What the plugins of a simulated Nagios find out: of the certificates that the proxies really
/// serve, and of the simulated hosts.
final class NagiosPlugins {
    private static final DateTimeFormatter DAY =
            DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm 'UTC'").withZone(ZoneOffset.UTC);

    private final Certificates certificates;
    private final Function<String, Optional<SimulatedHost>> hosts;

    NagiosPlugins(Certificates certificates, Function<String, Optional<SimulatedHost>> hosts) {
        this.certificates = certificates;
        this.hosts = hosts;
    }

    /// @param host of which Nagios asks
    /// @param line the command line
    Result run(String host, String line, Instant at) {
        List<String> words = ShellWords.of(line);
        String plugin = words.isEmpty() ? "" : words.getFirst().replaceFirst(".*/", "");
        return switch (plugin) {
            case "check_http" -> http(words, at);
            case "check_by_ssh", "check_disk" -> inside(host, at);
            default -> new Result(0, "PING OK - Packet loss = 0%, RTA = 0.41 ms");
        };
    }

    private Result http(List<String> words, Instant at) {
        Optional<String> days = option(words, "-C");
        Optional<TlsProxy> proxy =
                option(words, "-p")
                        .flatMap(p ->
                                certificates.proxies().stream()
                                        .filter(x -> String.valueOf(x.port()).equals(p))
                                        .findFirst());
        if (proxy.isEmpty()) {
            return new Result(2, "connect to address 127.0.0.1: Connection refused");
        }
        if (days.isEmpty()) {
            return new Result(0, "HTTP OK: HTTP/1.1 200 OK - 4711 bytes in 0.021 second response");
        }
        String name = option(words, "-H").filter(certificates::has).orElse(Certificates.DOCS);
        Instant end = proxy.get().served(name).leaf().getNotAfter().toInstant();
        return certificate(name, end, days.get().split(",", -1), at);
    }

    private static Result certificate(String name, Instant end, String[] days, Instant at) {
        long left = Duration.between(at, end).toDays();
        String about = " - Certificate '%s' ".formatted(name);
        if (end.isBefore(at)) {
            return new Result(2, "SSL CRITICAL" + about + "expired on " + DAY.format(end) + ".");
        }
        int state = left <= number(days, 1) ? 2 : left <= number(days, 0) ? 1 : 0;
        String word = List.of("OK", "WARNING", "CRITICAL").get(state);
        return new Result(
                state, "SSL %s%swill expire on %s.".formatted(word, about, DAY.format(end)));
    }

    private static long number(String[] days, int index) {
        return index < days.length ? Long.parseLong(days[index]) : 0;
    }

    /// What looks at the file systems of a host hangs where one of them does.
    private Result inside(String host, Instant at) {
        boolean hangs =
                hosts.apply(host).stream()
                        .flatMap(h -> h.mounts().stream())
                        .anyMatch(m ->
                                m.state() instanceof SimulatedMount.State.Silent(var since)
                                        && since.isBefore(at));
        return hangs
                ? new Result(2, "CRITICAL - Plugin timed out after 20 seconds")
                : new Result(0, "DISK OK - free space: / 21873 MB (63%)");
    }

    private static Optional<String> option(List<String> words, String name) {
        int at = words.indexOf(name);
        return at < 0 || at + 1 >= words.size() ? Optional.empty() : Optional.of(words.get(at + 1));
    }
}
