package dev.watchkeeper.finding;

import dev.watchkeeper.finding.FleetSnapshot.EndpointState;
import dev.watchkeeper.host.HostObservation;
import dev.watchkeeper.supervision.SupervisionObservation;
import dev.watchkeeper.tls.TlsObservation;

import java.util.List;

/// What a finding is about, in one word that can be stored. What cannot be asked at the moment
/// tells nothing: that a finding of it is not found any more does not mean that it is over.
public final class FindingSubject {
    private static final String HOST = "host:";
    private static final String ENDPOINT = "endpoint:";
    private static final String SUPERVISION = "supervision:";
    private static final String CONSOLE = "console";

    private FindingSubject() {}

    /// Such as `host:builder1`.
    public static String of(Finding finding) {
        return switch (finding) {
            case Finding.EndpointFinding f -> ENDPOINT + f.endpoint().id();
            case Finding.HostFinding f -> HOST + f.host().name();
            case Finding.MountFinding f -> HOST + f.host().name();
            case Finding.ProcessFinding f -> HOST + f.host().name();
            case Finding.RunFinding f -> HOST + f.host().name();
            case Finding.SupervisionFinding f -> SUPERVISION + f.supervision().name();
            case Finding.ConsoleFinding _ -> CONSOLE;
        };
    }

    /// Whether the newest look at it tells of it. What is not watched any more counts as told.
    public static boolean answers(String subject, FleetSnapshot snapshot) {
        if (subject.startsWith(HOST)) {
            String name = subject.substring(HOST.length());
            var state = snapshot.hosts().get(name);
            return snapshot.fleet().host(name).isEmpty()
                    || (state != null && tells(state.latest()));
        }
        if (subject.startsWith(ENDPOINT)) {
            String id = subject.substring(ENDPOINT.length());
            return snapshot.fleet().endpoint(id).isEmpty() || endpoint(id, snapshot);
        }
        if (subject.startsWith(SUPERVISION)) {
            String name = subject.substring(SUPERVISION.length());
            var state = snapshot.supervision().get(name);
            return snapshot.fleet().supervision(name).isEmpty()
                    || (state != null
                            && state.latest()
                                    .filter(SupervisionObservation.Observed.class::isInstance)
                                    .isPresent());
        }
        return true;
    }

    private static boolean endpoint(String id, FleetSnapshot snapshot) {
        List<EndpointState> states =
                snapshot.endpoints().values().stream()
                        .filter(s -> s.latest().target().endpoint().id().equals(id))
                        .toList();
        return !states.isEmpty()
                && states.stream().noneMatch(s -> s.latest() instanceof TlsObservation.Failed);
    }

    private static boolean tells(HostObservation latest) {
        return switch (latest) {
            case HostObservation.Probed _, HostObservation.Reported _ -> true;
            case HostObservation.NotProbed _,
                    HostObservation.NotReported _,
                    HostObservation.KeyRefused _ ->
                    false;
        };
    }
}
