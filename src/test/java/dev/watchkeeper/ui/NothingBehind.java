package dev.watchkeeper.ui;

import dev.watchkeeper.remedy.Drilling;
import dev.watchkeeper.tls.DepthObserver;

/// What most windows of tests never do.
@SuppressWarnings("DoNotCallSuggester") // They stand for parts that are not there.
final class NothingBehind {
    static final DepthObserver LOOK =
            (target, _) -> {
                throw new IllegalStateException("nobody looks closely at " + target.id());
            };
    static final Drilling DRILL =
            (supervision, _, _) -> {
                throw new IllegalStateException("nobody drills " + supervision.name());
            };

    private NothingBehind() {}
}
