package dev.watchkeeper.tls;

import dev.watchkeeper.tls.DepthRow.Topic;
import dev.watchkeeper.tls.TlsObservation.Failure;

import org.bouncycastle.tls.ProtocolVersion;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// Which versions and cipher suites a server takes: it is offered all of one version, and again
/// without what it took, until it takes none.
final class ProtocolDepth {
    private static final List<ProtocolVersion> VERSIONS =
            List.of(
                    ProtocolVersion.TLSv13,
                    ProtocolVersion.TLSv12,
                    ProtocolVersion.TLSv11,
                    ProtocolVersion.TLSv10);

    private final Attempt attempt;
    private final String serverName;
    private final Deadline deadline;

    ProtocolDepth(Attempt attempt, String serverName, Deadline deadline) {
        this.attempt = attempt;
        this.serverName = serverName;
        this.deadline = deadline;
    }

    List<DepthRow> rows() {
        List<DepthRow> rows = new ArrayList<>();
        List<Integer> all = new ArrayList<>();
        for (ProtocolVersion version : VERSIONS) {
            Answer answer = ask(version);
            all.addAll(answer.suites);
            rows.add(row(version, answer));
        }
        suites(all.stream().distinct().toList()).ifPresent(rows::add);
        return rows;
    }

    private Answer ask(ProtocolVersion version) {
        List<Integer> left = new ArrayList<>(SuiteList.of(version));
        List<Integer> taken = new ArrayList<>();
        while (!left.isEmpty()) {
            var hello = new HelloHandshake(new ClientOffer(List.of(version), left, List.of()));
            Attempt.Outcome outcome = attempt.run(hello, serverName);
            if (hello.taken().isEmpty()) {
                return new Answer(taken, openEnd(outcome));
            }
            int suite = hello.taken().getAsInt();
            taken.add(suite);
            if (!left.removeIf(s -> s == suite)) {
                return new Answer(taken, Optional.of("it took what was not offered"));
            }
        }
        return new Answer(taken, Optional.empty());
    }

    /// Why it is not known whether the server would have taken more; empty when it said no.
    private Optional<String> openEnd(Attempt.Outcome outcome) {
        if (deadline.passed()) {
            return Optional.of("the time limit passed");
        }
        return switch (outcome) {
            case Attempt.Spoke(Handshake.Broken(String reason)) -> Optional.of(reason);
            case Attempt.Spoke _ -> Optional.empty();
            case Attempt.Failed(Failure failure, String text) ->
                    failure == Failure.CLOSED || failure == Failure.RESET
                            ? Optional.empty()
                            : Optional.of(text);
        };
    }

    private static DepthRow row(ProtocolVersion version, Answer answer) {
        String name = version.getName();
        boolean old = version.isEqualOrEarlierVersionOf(ProtocolVersion.TLSv11);
        if (answer.suites.isEmpty() && answer.open.isPresent()) {
            return DepthRow.unknown(
                    Topic.PROTOCOL,
                    name,
                    answer.open.get(),
                    "Ask again, with more time or from nearer by.");
        }
        if (answer.suites.isEmpty()) {
            return refused(name, old, version.equals(ProtocolVersion.TLSv12));
        }
        String value =
                Stream.concat(
                                answer.suites.stream().map(CipherSuites::name),
                                answer.open.stream().map(o -> "and perhaps more: " + o))
                        .collect(Collectors.joining(", "));
        return old
                ? DepthRow.bad(
                        Topic.PROTOCOL,
                        name,
                        value,
                        "Switch it off: RFC 8996 forbids it, and no browser has taken it since"
                                + " 2020.")
                : DepthRow.good(Topic.PROTOCOL, name, value);
    }

    private static DepthRow refused(String name, boolean old, boolean middle) {
        if (old) {
            return DepthRow.good(Topic.PROTOCOL, name, "not offered");
        }
        return DepthRow.note(
                Topic.PROTOCOL,
                name,
                "not offered",
                middle
                        ? "Nothing to do unless clients from before 2019 have to connect."
                        : "Switch it on: it is faster and encrypts the certificate.");
    }

    private static Optional<DepthRow> suites(List<Integer> all) {
        String weak =
                all.stream()
                        .filter(s -> !SuiteList.weakness(s).isEmpty())
                        .map(s -> CipherSuites.name(s) + " (" + SuiteList.weakness(s) + ")")
                        .collect(Collectors.joining(", "));
        if (!weak.isEmpty()) {
            return Optional.of(
                    DepthRow.bad(
                            Topic.PROTOCOL,
                            "weak cipher suites",
                            weak,
                            "Take them out of the server's list of cipher suites."));
        }
        boolean forward = all.stream().allMatch(SuiteList::isForwardSecret);
        if (all.isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(
                forward
                        ? DepthRow.good(Topic.PROTOCOL, "forward secrecy", "with every suite")
                        : DepthRow.note(
                                Topic.PROTOCOL,
                                "forward secrecy",
                                "not with those of TLS_RSA",
                                "Take the suites of TLS_RSA out, so that a lost key opens no"
                                        + " recorded traffic."));
    }

    /// @param open why there may be more
    private record Answer(List<Integer> suites, Optional<String> open) {}
}
