package dev.watchkeeper.finding.cause;

import dev.watchkeeper.automation.SshArguments;
import dev.watchkeeper.finding.Evidence;
import dev.watchkeeper.host.HostObservation.Probed;
import dev.watchkeeper.host.HostSnapshot;
import dev.watchkeeper.host.RemoteProcess;
import dev.watchkeeper.host.TcpConnection;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// The processes of one host by what chains are joined on. Made once a host, in linear time.
final class HostView {
    private static final int DEEPEST = 64;

    private final BlockedHost blocked;
    private final Probed probed;
    private final Map<Long, RemoteProcess> byPid = new HashMap<>();
    private final Map<Long, List<RemoteProcess>> children = new HashMap<>();
    private final Map<String, RemoteProcess> byMark = new HashMap<>();
    private final Map<Long, List<TcpConnection>> connections = new HashMap<>();
    private final List<RemoteProcess> sessions;

    HostView(BlockedHost blocked, Probed probed) {
        this.blocked = blocked;
        this.probed = probed;
        for (RemoteProcess p : snapshot().processes()) {
            byPid.put(p.key().pid(), p);
            children.computeIfAbsent(p.parent(), _ -> new ArrayList<>()).add(p);
        }
        for (RemoteProcess p : snapshot().processes()) {
            if (!p.command().equals("ssh")) {
                p.arguments()
                        .filter(a -> a.contains("ansible-tmp-") || a.contains("BECOME-SUCCESS-"))
                        .flatMap(SshArguments::mark)
                        .ifPresent(f -> byMark.putIfAbsent(f, p));
            }
        }
        for (TcpConnection c : snapshot().connections()) {
            c.pid().ifPresent(p -> connections.computeIfAbsent(p, _ -> new ArrayList<>()).add(c));
        }
        sessions = snapshot().processes().stream().filter(this::isSession).toList();
    }

    String name() {
        return blocked.host().name();
    }

    BlockedHost blocked() {
        return blocked;
    }

    HostSnapshot snapshot() {
        return probed.snapshot();
    }

    Evidence evidence(String what, String text) {
        return new Evidence(name(), what, text, probed.observedAt());
    }

    Optional<RemoteProcess> process(long pid) {
        return Optional.ofNullable(byPid.get(pid));
    }

    Optional<RemoteProcess> parent(RemoteProcess p) {
        return process(p.parent());
    }

    List<RemoteProcess> children(RemoteProcess p) {
        return children.getOrDefault(p.key().pid(), List.of());
    }

    /// The outermost process that shows a mark of Ansible's.
    Optional<RemoteProcess> marked(String mark) {
        Optional<RemoteProcess> found = Optional.ofNullable(byMark.get(mark));
        for (int depth = 0; depth < DEEPEST && found.isPresent(); depth++) {
            Optional<RemoteProcess> above = found.flatMap(this::parent);
            if (above.flatMap(RemoteProcess::arguments).filter(a -> a.contains(mark)).isEmpty()) {
                return found;
            }
            found = above;
        }
        return found;
    }

    /// When a process began, by this console's clock.
    Instant started(RemoteProcess p) {
        return snapshot().hostClock().minus(snapshot().clockOffset()).minus(p.age());
    }

    /// The commands that SSH sessions run: processes whose parent is an sshd and who are none.
    List<RemoteProcess> sessions() {
        return sessions;
    }

    private boolean isSession(RemoteProcess p) {
        return !isSshd(p) && parent(p).filter(HostView::isSshd).isPresent();
    }

    /// The sshd of a session that is nearest to the root: it holds the connection.
    Optional<RemoteProcess> sshdOf(RemoteProcess p) {
        Optional<RemoteProcess> found = Optional.empty();
        Optional<RemoteProcess> at = parent(p);
        for (int depth = 0; depth < DEEPEST && at.isPresent(); depth++) {
            if (isSshd(at.get())) {
                if (isListener(at.get())) {
                    return found;
                }
                found = at;
            } else if (found.isPresent()) {
                return found;
            }
            at = parent(at.get());
        }
        return found;
    }

    /// An sshd that serves files itself (`internal-sftp`) is what a session runs, as any program.
    static boolean isSshd(RemoteProcess p) {
        return p.command().startsWith("sshd")
                && p.arguments().filter(a -> a.strip().endsWith("@internal-sftp")).isEmpty();
    }

    private static boolean isListener(RemoteProcess p) {
        return p.arguments().filter(a -> a.contains("[listener]") || a.startsWith("/")).isPresent();
    }

    /// The connections that a process holds.
    List<TcpConnection> connections(RemoteProcess p) {
        return connections.getOrDefault(p.key().pid(), List.of());
    }

    boolean madeNoProgress(RemoteProcess p) {
        return blocked.unchangedSince().containsKey(p.key());
    }
}
