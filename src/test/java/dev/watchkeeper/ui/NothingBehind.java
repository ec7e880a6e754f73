package dev.watchkeeper.ui;

import dev.watchkeeper.inventory.Supervision;
import dev.watchkeeper.supervision.DrillResult;
import dev.watchkeeper.tls.DepthObservation;
import dev.watchkeeper.tls.TlsTarget;

import java.time.Duration;
import java.util.function.Consumer;

/// What most windows of tests never do.
@SuppressWarnings("DoNotCallSuggester") // They stand for parts that are not there.
final class NothingBehind {
    private NothingBehind() {}

    static DepthObservation look(TlsTarget target, Duration limit) {
        throw new IllegalStateException("nobody looks closely at " + target.id());
    }

    static DrillResult drill(
            Supervision supervision, boolean pages, Consumer<DrillResult.Leg> progress) {
        throw new IllegalStateException("nobody drills " + supervision.name());
    }
}
