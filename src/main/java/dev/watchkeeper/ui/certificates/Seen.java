package dev.watchkeeper.ui.certificates;

import dev.watchkeeper.finding.FleetSnapshot.EndpointState;
import dev.watchkeeper.tls.ServedCertificate.Parsed;
import dev.watchkeeper.tls.TlsObservation;

import java.util.Optional;

/// What was seen at an address, with what rows are compared by ready at hand: ten thousand rows are
/// sorted at a stroke.
///
/// @param id of the target
/// @param endpoint the endpoint's id
/// @param leaf the newest leaf that was seen and could be read
/// @param term of the newest certificate that was seen or told of
record Seen(
        EndpointState state,
        String id,
        String endpoint,
        Optional<Parsed> leaf,
        Optional<Term> term) {
    static Seen of(EndpointState state) {
        Optional<Parsed> leaf = leaf(state);
        return new Seen(
                state,
                state.latest().target().id(),
                state.latest().target().endpoint().id(),
                leaf,
                Term.of(state, leaf));
    }

    static Optional<Parsed> leaf(EndpointState state) {
        return state.lastPresented()
                .map(TlsObservation.Presented::leaf)
                .filter(Parsed.class::isInstance)
                .map(Parsed.class::cast);
    }
}
