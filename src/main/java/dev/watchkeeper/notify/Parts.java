package dev.watchkeeper.notify;

import java.nio.file.Path;
import java.security.cert.X509Certificate;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/// What a notifier works with.
///
/// @param lock a file beside the database; who holds it delivers
/// @param console who tells, `user@workstation`
/// @param anchors whom it trusts when it delivers over TLS, asked each time
/// @param desktop of the window; empty without one
public record Parts(
        NotifyDatabase database,
        Path lock,
        InstantSource clock,
        String console,
        Supplier<List<X509Certificate>> anchors,
        Optional<DesktopNotices> desktop) {}
