package dev.watchkeeper.ui.certificates;

import dev.watchkeeper.ui.fx.Ages;
import dev.watchkeeper.ui.fx.Background;
import dev.watchkeeper.ui.fx.FxThread;

/// The screen as most tests want it.
final class ViewSample {
    private ViewSample() {}

    /// One that looks no closer at anything.
    static CertificatesView of(Ages ages) {
        return new CertificatesView(
                ages,
                (target, _) -> {
                    throw new IllegalStateException("nobody looks closely at " + target.id());
                },
                new Background(new FxThread()));
    }
}
