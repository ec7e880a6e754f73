package dev.watchkeeper.inventory;

import java.net.URI;
import java.util.List;
import java.util.Optional;

/// A supervision system that is itself watched.
///
/// @param name unique in the fleet
/// @param host the name of the host that it runs on, through which files are read and commands are
///   run; always there for Nagios
/// @param web its API; always there where [SupervisionKind#isAskedOverHttp()]
/// @param alertmanagers the addresses of the Alertmanagers' APIs; empty where Prometheus is asked
///   for them; only of Prometheus
/// @param config the absolute path of its main configuration file on the host
/// @param restart the argument list that restarts it; empty where the service manager is asked
/// @param drill how it is proven that it would page
public record Supervision(
        String name,
        SupervisionKind kind,
        Optional<String> host,
        Optional<WebAccess> web,
        List<URI> alertmanagers,
        String config,
        List<String> restart,
        DrillPolicy drill) {
    public Supervision {
        alertmanagers = List.copyOf(alertmanagers);
        restart = List.copyOf(restart);
        if (kind.isAskedOverHttp() ? web.isEmpty() : host.isEmpty()) {
            throw new IllegalArgumentException(kind + " cannot be asked");
        }
    }

    /// A Nagios with the defaults.
    public static Supervision nagios(String name, String host) {
        return new Supervision(
                name,
                SupervisionKind.NAGIOS,
                Optional.of(host),
                Optional.empty(),
                List.of(),
                SupervisionKind.NAGIOS.config(),
                List.of(),
                DrillPolicy.DEFAULT);
    }

    /// A Prometheus with the defaults.
    public static Supervision prometheus(String name, URI url) {
        return new Supervision(
                name,
                SupervisionKind.PROMETHEUS,
                Optional.empty(),
                Optional.of(WebAccess.of(url)),
                List.of(),
                SupervisionKind.PROMETHEUS.config(),
                List.of(),
                DrillPolicy.DEFAULT);
    }
}
