package dev.watchkeeper.supervision;

import java.util.List;
import java.util.Optional;

/// What was read of one Alertmanager.
///
/// @param config empty where it could not be read
/// @param failed as [Alerting.Alertmanager#failed()]
record AlertmanagerState(
        String address,
        Optional<String> fault,
        Optional<AlertmanagerConfig> config,
        List<AlertmanagerAlert> alerts,
        List<AlertmanagerSilence> silences,
        List<String> failed) {
    AlertmanagerState {
        alerts = List.copyOf(alerts);
        silences = List.copyOf(silences);
        failed = List.copyOf(failed);
    }

    static AlertmanagerState unread(String address, String fault) {
        return new AlertmanagerState(
                address, Optional.of(fault), Optional.empty(), List.of(), List.of(), List.of());
    }

    Alerting.Alertmanager manager() {
        return new Alerting.Alertmanager(address, fault, failed);
    }
}
