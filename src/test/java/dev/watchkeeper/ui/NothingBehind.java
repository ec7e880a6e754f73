package dev.watchkeeper.ui;

import dev.watchkeeper.inventory.Supervision;
import dev.watchkeeper.supervision.DrillResult;
import dev.watchkeeper.tls.DepthObservation;
import dev.watchkeeper.tls.TlsTarget;

import java.time.Duration;
import java.util.function.Consumer;

/// What most windows of tests never do.
final class NothingBehind {
    private NothingBehind() {}

    static DepthObservation look(TlsTarget target, Duration limit) {
        return refuse("nobody looks closely at " + target.id());
    }

    static DrillResult drill(
            Supervision supervision, boolean pages, Consumer<DrillResult.Leg> progress) {
        return refuse("nobody drills " + supervision.name());
    }

    private static <T> T refuse(String why) {
        throw new IllegalStateException(why);
    }
}
