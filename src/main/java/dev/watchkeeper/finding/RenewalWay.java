package dev.watchkeeper.finding;

import dev.watchkeeper.finding.Deployment.Archived;
import dev.watchkeeper.inventory.Renewal;

/// Who renews a certificate, as far as is known.
public sealed interface RenewalWay {
    /// A command that the fleet file names.
    record Command(Renewal renewal) implements RenewalWay {}

    /// A client that keeps it on a host.
    record Client(Archived archived) implements RenewalWay {}

    /// The endpoint's note in the fleet file.
    ///
    /// @param note as it is written there
    record Told(String note) implements RenewalWay {}

    /// Neither the fleet file nor a host that was asked says so: it may be done by hand.
    record NotKnown() implements RenewalWay {}
}
