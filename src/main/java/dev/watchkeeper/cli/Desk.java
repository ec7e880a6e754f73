package dev.watchkeeper.cli;

import dev.watchkeeper.audit.AuditLog;
import dev.watchkeeper.inventory.Fleet;
import dev.watchkeeper.monitor.Engine;
import dev.watchkeeper.notify.Mute;
import dev.watchkeeper.notify.NotifyDatabase;
import dev.watchkeeper.remedy.DetachedRuns;
import dev.watchkeeper.remedy.Drilling;
import dev.watchkeeper.remedy.Remedies;
import dev.watchkeeper.ssh.HostKeyProblem;
import dev.watchkeeper.tls.DepthObserver;

import java.io.IOException;
import java.time.InstantSource;
import java.util.List;

/// What commands work with: one fleet, and all that watches and mends it. Parts are opened when
/// they are first asked for, so that a command costs only what it uses.
public interface Desk extends AutoCloseable {
    Fleet fleet();

    InstantSource clock();

    /// The engine over the whole fleet, started at the first call. It writes the history.
    Engine engine();

    /// An engine over another fleet, started, for things that are asked once and leave no trace. It
    /// ends with the desk.
    Engine engineOver(Fleet part);

    /// Looks closely at one address, for a command that asks for it.
    DepthObserver depth();

    Remedies remedies();

    /// Proves that a supervision would page.
    Drilling drilling();

    /// The renewals that go on by themselves on the fleet's hosts.
    DetachedRuns detachedRuns();

    AuditLog audit();

    /// What was told, what waits to be, and what is muted.
    NotifyDatabase notifications();

    /// What is muted at the moment.
    List<Mute> mutes();

    /// Stores an unknown host key as trusted.
    ///
    /// @throws IOException if it could not be stored
    void acceptHostKey(HostKeyProblem problem) throws IOException;

    @Override
    void close();
}
