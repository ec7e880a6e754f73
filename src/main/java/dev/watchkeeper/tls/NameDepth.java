package dev.watchkeeper.tls;

import dev.watchkeeper.tls.DepthRow.Topic;
import dev.watchkeeper.tls.TlsObservation.Presented;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;

/// Which certificates a server has for clients that ask otherwise: for an RSA or an ECDSA key, or
/// without a name.
final class NameDepth {
    private final Attempt attempt;
    private final String serverName;
    private final Presented seen;
    private Optional<Stapled> stapled = Optional.empty();

    NameDepth(Attempt attempt, String serverName, Presented seen) {
        this.attempt = attempt;
        this.serverName = serverName;
        this.seen = seen;
    }

    List<DepthRow> rows() {
        List<DepthRow> rows = new ArrayList<>();
        rows.add(withoutName());
        rows.add(variant("certificate with an ECDSA key", true));
        rows.add(variant("certificate with an RSA key", false));
        return rows;
    }

    /// What came beside the served leaf, asked by name; empty when no such handshake was finished.
    Optional<Stapled> stapled() {
        return stapled;
    }

    private DepthRow withoutName() {
        if (serverName.isEmpty()) {
            return DepthRow.note(
                    Topic.NAME,
                    "without SNI",
                    "asked by address, so none was ever sent",
                    "Ask by name to compare.");
        }
        Attempt.Outcome outcome =
                attempt.run(BouncyHandshake.offering(ClientOffer.ofEverything(), _ -> {}), "");
        return switch (outcome) {
            case Attempt.Spoke(Handshake.Captured c) when isTheSame(c) ->
                    DepthRow.good(Topic.NAME, "without SNI", "the same certificate");
            case Attempt.Spoke(Handshake.Captured c) ->
                    DepthRow.note(
                            Topic.NAME,
                            "without SNI",
                            "another certificate, SHA-256 " + c.chain().getFirst().sha256(),
                            "Nothing to do unless clients connect by address or are very old.");
            case Attempt.Spoke(Handshake.Alerted(int code)) ->
                    DepthRow.note(
                            Topic.NAME,
                            "without SNI",
                            "refused with alert " + Alerts.name(code),
                            "Nothing to do unless clients connect by address or are very old.");
            case Attempt.Spoke(Handshake.Broken(String reason)) ->
                    DepthRow.unknown(Topic.NAME, "without SNI", reason, "Ask again.");
            case Attempt.Failed f ->
                    DepthRow.unknown(Topic.NAME, "without SNI", f.text(), "Ask again.");
        };
    }

    private DepthRow variant(String what, boolean ecdsa) {
        var beside = new AtomicReference<Optional<Stapled>>(Optional.empty());
        var handshake =
                BouncyHandshake.offering(
                        ClientOffer.forKeys(ecdsa), s -> beside.set(Optional.of(s)));
        Attempt.Outcome outcome = attempt.run(handshake, serverName);
        // What is stapled to the served certificate counts, not to another.
        if (outcome instanceof Attempt.Spoke(Handshake.Captured c) && isTheSame(c)) {
            stapled = stapled.or(beside::get);
        }
        return switch (outcome) {
            case Attempt.Spoke(Handshake.Captured c) ->
                    DepthRow.good(
                            Topic.NAME,
                            what,
                            isTheSame(c)
                                    ? "the one that is served"
                                    : "another one, SHA-256 " + c.chain().getFirst().sha256());
            case Attempt.Spoke(Handshake.Alerted _) ->
                    DepthRow.note(
                            Topic.NAME,
                            what,
                            "none",
                            ecdsa
                                    ? "Nothing to do; one would make handshakes cheaper."
                                    : "Nothing to do unless clients know no ECDSA.");
            case Attempt.Spoke(Handshake.Broken(String reason)) ->
                    DepthRow.unknown(Topic.NAME, what, reason, "Ask again.");
            case Attempt.Failed f -> DepthRow.unknown(Topic.NAME, what, f.text(), "Ask again.");
        };
    }

    private boolean isTheSame(Handshake.Captured c) {
        return c.chain().getFirst().sha256().equals(seen.leaf().sha256());
    }
}
