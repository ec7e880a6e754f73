package dev.watchkeeper.finding;

import java.time.Instant;
import java.util.List;

/// The workstation's own network changed: a VPN came or went, or it is in another network now.
///
/// @param at when that was noticed
/// @param gone what it had until then, such as `wg0 10.8.0.2`
/// @param come what it has since
public record NetworkChange(Instant at, List<String> gone, List<String> come) {
    public NetworkChange {
        gone = List.copyOf(gone);
        come = List.copyOf(come);
    }

    /// `wg0 10.8.0.2 is gone; wlan0 192.0.2.7 is new`.
    String text() {
        String lost = gone.isEmpty() ? "" : Texts.list(gone) + (gone.size() > 1 ? " are" : " is");
        String got = come.isEmpty() ? "" : Texts.list(come) + (come.size() > 1 ? " are" : " is");
        return Served.shown(
                (lost.isEmpty() ? "" : lost + " gone")
                        + (lost.isEmpty() || got.isEmpty() ? "" : "; ")
                        + (got.isEmpty() ? "" : got + " new"));
    }
}
