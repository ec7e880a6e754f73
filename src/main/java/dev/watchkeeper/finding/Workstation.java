package dev.watchkeeper.finding;

import dev.watchkeeper.finding.FleetSnapshot.EndpointState;
import dev.watchkeeper.finding.FleetSnapshot.HostState;
import dev.watchkeeper.host.HostObservation;
import dev.watchkeeper.ssh.SshOutcome;
import dev.watchkeeper.tls.TlsObservation;
import dev.watchkeeper.tls.TlsTarget;

import java.util.Optional;

/// What the pattern of failures says of the workstation's own network: when nearly everything
/// outside fails at once for want of a route or a name, it is the workstation that is offline.
///
/// @param offline whether its network is gone
/// @param lacksIpv6 whether only IPv6 is, while IPv4 works
/// @param failed how many outside targets failed for want of network
/// @param asked how many outside targets were asked
/// @param moved those that have not answered since its network changed
record Workstation(boolean offline, boolean lacksIpv6, int failed, int asked, Moved moved) {
    /// With fewer outside targets than this a failure is the target's, unless it says offline.
    private static final int FEWEST = 3;

    private static final double NEARLY_ALL = 0.95;

    static Workstation of(FleetSnapshot snapshot) {
        var count = new Count();
        snapshot.endpoints().values().forEach(count::endpoint);
        snapshot.hosts().values().forEach(count::host);
        return count.verdict(Moved.of(snapshot));
    }

    Optional<FindingKey> causeOf(TlsObservation.Failed failed) {
        if (isLoopback(failed.target().address())) {
            return Optional.empty();
        }
        if (offline && isLocal(failed.failure())) {
            return Optional.of(ConsoleRules.OFFLINE);
        }
        if (moved.targets().contains(failed.target().id())) {
            return Optional.of(ConsoleRules.MOVED);
        }
        return lacksIpv6 && isIpv6(failed.target()) && isLocal(failed.failure())
                ? Optional.of(ConsoleRules.NO_IPV6)
                : Optional.empty();
    }

    Optional<FindingKey> causeOf(HostObservation.NotProbed failed) {
        if (offline && isLocal(failed.reason()) && !isLoopback(addressOf(failed))) {
            return Optional.of(ConsoleRules.OFFLINE);
        }
        return moved.targets().contains(failed.host().name())
                ? Optional.of(ConsoleRules.MOVED)
                : Optional.empty();
    }

    private static String addressOf(HostObservation observation) {
        return observation.host().ssh().address();
    }

    static boolean isLocal(TlsObservation.Failure failure) {
        return switch (failure) {
            case OFFLINE, UNREACHABLE, NAME_NOT_RESOLVED -> true;
            case REFUSED,
                    TIMED_OUT,
                    RESET,
                    CLOSED,
                    NOT_TLS,
                    WRONG_PROTOCOL,
                    STARTTLS_NOT_OFFERED,
                    STARTTLS_REFUSED,
                    PLAINTEXT_AFTER_STARTTLS,
                    HANDSHAKE_REFUSED,
                    BROKEN,
                    SOURCE_UNREADABLE,
                    NOT_REPORTED,
                    REPORTED_DOWN ->
                    false;
        };
    }

    static boolean isLocal(SshOutcome.Reason reason) {
        return reason == SshOutcome.Reason.OFFLINE
                || reason == SshOutcome.Reason.UNREACHABLE
                || reason == SshOutcome.Reason.NAME_NOT_RESOLVED;
    }

    static boolean isLoopback(String address) {
        return address.startsWith("127.")
                || address.equals("::1")
                || address.equals("0:0:0:0:0:0:0:1")
                || address.equals("localhost")
                || address.endsWith(".localhost");
    }

    private static boolean isIpv6(TlsTarget target) {
        return target.address().contains(":");
    }

    /// Counts outside targets.
    private static final class Count {
        private int asked;
        private int failed;
        private int saidOffline;
        private int sixAsked;
        private int sixFailed;

        void endpoint(EndpointState state) {
            TlsObservation latest = state.latest();
            if (isLoopback(latest.target().address())) {
                return;
            }
            boolean local = latest instanceof TlsObservation.Failed f && isLocal(f.failure());
            boolean said =
                    latest instanceof TlsObservation.Failed f
                            && f.failure() == TlsObservation.Failure.OFFLINE;
            add(local, said);
            if (isIpv6(latest.target())) {
                sixAsked++;
                sixFailed += local ? 1 : 0;
            }
        }

        void host(HostState state) {
            if (isLoopback(addressOf(state.latest()))) {
                return;
            }
            boolean local =
                    state.latest() instanceof HostObservation.NotProbed n && isLocal(n.reason());
            boolean said =
                    state.latest() instanceof HostObservation.NotProbed n
                            && n.reason() == SshOutcome.Reason.OFFLINE;
            add(local, said);
        }

        private void add(boolean local, boolean said) {
            asked++;
            failed += local ? 1 : 0;
            saidOffline += said ? 1 : 0;
        }

        Workstation verdict(Moved moved) {
            boolean enough = asked >= FEWEST || saidOffline > 0;
            boolean offline = asked > 0 && enough && failed >= Math.ceil(asked * NEARLY_ALL);
            boolean six =
                    !offline && sixAsked > 1 && sixFailed == sixAsked && failed - sixFailed < asked;
            return new Workstation(offline, six && asked > sixAsked, failed, asked, moved);
        }
    }
}
