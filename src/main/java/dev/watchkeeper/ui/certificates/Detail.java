package dev.watchkeeper.ui.certificates;

import dev.watchkeeper.finding.FleetSnapshot;

import java.util.List;

/// What is shown of the selected address.
///
/// @param hops in the order of the way from the client to the address
/// @param thresholds that hold for its certificate
record Detail(CertificateRow row, List<Hop> hops, List<ThresholdLine> thresholds) {
    Detail {
        hops = List.copyOf(hops);
        thresholds = List.copyOf(thresholds);
    }

    static Detail of(CertificateRow row, FleetSnapshot snapshot) {
        return new Detail(row, Hops.of(snapshot, row), ThresholdLine.of(row, snapshot.fleet()));
    }
}
