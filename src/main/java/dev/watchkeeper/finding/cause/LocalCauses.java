package dev.watchkeeper.finding.cause;

import dev.watchkeeper.finding.cause.CauseNode.FileServer;
import dev.watchkeeper.finding.cause.CauseNode.FuseConnection;
import dev.watchkeeper.finding.cause.CauseNode.Mounted;
import dev.watchkeeper.finding.cause.CauseNode.Role;
import dev.watchkeeper.finding.cause.CauseNode.Running;
import dev.watchkeeper.finding.cause.CauseNode.Unread;
import dev.watchkeeper.host.Mount;
import dev.watchkeeper.host.ProcessKey;
import dev.watchkeeper.host.RemoteProcess;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;

/// What waits for what on one host: processes for their children, these for a mount, the mount for
/// what serves it.
final class LocalCauses {
    private static final int DEEPEST = 64;

    private final HostView view;
    private final Map<String, Mounted> silent = new HashMap<>();
    private final List<CauseEdge> edges = new ArrayList<>();
    private final Set<ProcessKey> waiting = new HashSet<>();
    private final Set<Long> joined = new HashSet<>();

    /// Reads a whole host at once.
    LocalCauses(HostView view) {
        this.view = view;
        String boot = view.snapshot().bootId();
        Map<String, Mounted> byDevice = new HashMap<>();
        for (Mount m : view.blocked().silent()) {
            var node = new Mounted(view.name(), boot, m);
            silent.put(m.mountPoint(), node);
            byDevice.put(m.device(), node);
        }
        // Several mounts of one file system are one node.
        for (Mount m : view.snapshot().mounts()) {
            if (byDevice.containsKey(m.device()) && m.answer() instanceof Mount.Answer.Silent) {
                silent.putIfAbsent(m.mountPoint(), byDevice.get(m.device()));
            }
        }
    }

    /// Call once.
    List<CauseEdge> edges() {
        view.blocked().silent().forEach(m -> behind(new Mounted(view.name(), boot(), m)));
        view.blocked().stuck().forEach(this::stuck);
        return edges;
    }

    /// Whether a process is blocked, or waits for one that is.
    boolean blocks(RemoteProcess p) {
        return waiting.contains(p.key());
    }

    /// The silent mounts.
    Set<Mounted> mounts() {
        return Set.copyOf(silent.values());
    }

    private String boot() {
        return view.snapshot().bootId();
    }

    private void behind(Mounted node) {
        Mount m = node.mount();
        if (m.fuseConnection().isPresent()) {
            int number = m.fuseConnection().getAsInt();
            var connection = new FuseConnection(view.name(), boot(), number);
            edges.add(
                    edge(
                            node,
                            connection,
                            Certainty.PROVEN,
                            "its device is the connection's",
                            "mountinfo: %s on %s, device %s%s"
                                    .formatted(
                                            m.type(),
                                            m.mountPoint(),
                                            m.device(),
                                            waiting(m.fuseWaiting()))));
            edges.add(server(connection, m));
        } else if (m.isNetwork()) {
            edges.add(
                    edge(
                            node,
                            new FileServer(m.source(), m.type()),
                            Certainty.INFERRED,
                            "it is mounted from there",
                            "mountinfo: %s of type %s on %s"
                                    .formatted(m.source(), m.type(), m.mountPoint())));
        }
    }

    private static String waiting(OptionalInt requests) {
        return requests.isPresent() ? "\n" + requests.getAsInt() + " requests wait" : "";
    }

    private CauseEdge server(FuseConnection connection, Mount m) {
        Optional<RemoteProcess> server =
                m.serverPid().isPresent()
                        ? view.process(m.serverPid().getAsLong())
                        : Optional.empty();
        if (server.isEmpty()) {
            return edge(
                    connection,
                    new Unread(
                            view.name(),
                            "the process that serves " + m.mountPoint(),
                            "root could see it in /proc/PID/fdinfo"),
                    Certainty.UNKNOWN,
                    "a process serves it",
                    "no process that could be read holds the connection");
        }
        RemoteProcess p = server.get();
        String state =
                switch (p.state()) {
                    case 'T', 't' -> "it is stopped, and answers nothing until it is continued";
                    default -> "state " + p.state() + ", wait channel " + channel(p);
                };
        return edge(
                connection,
                new Running(view.name(), Role.SERVER, p),
                Certainty.PROVEN,
                "serves it",
                "fdinfo of pid %d: fuse_connection %d\n%s"
                        .formatted(p.key().pid(), connection.number(), state));
    }

    private void stuck(RemoteProcess p) {
        waiting.add(p.key());
        p.waitsOn()
                .flatMap(w -> Optional.ofNullable(silent.get(w)))
                .ifPresent(m -> edges.add(waits(p, m)));
        RemoteProcess child = p;
        Optional<RemoteProcess> parent = above(child);
        for (int depth = 0; depth < DEEPEST && parent.isPresent(); depth++) {
            if (!joined.add(child.key().pid())) {
                return;
            }
            edges.add(waits(parent.get(), child));
            waiting.add(parent.get().key());
            child = parent.get();
            parent = above(child);
        }
    }

    /// The parent within the session.
    private Optional<RemoteProcess> above(RemoteProcess p) {
        return view.parent(p).filter(q -> q.key().pid() > 1 && !HostView.isSshd(q));
    }

    private CauseEdge waits(RemoteProcess p, Mounted mount) {
        String channel = channel(p);
        boolean asks = channel.startsWith("request_wait_answer") || channel.startsWith("rpc_");
        boolean victim = channel.contains("folio") || channel.startsWith("wait_on_page");
        String how =
                asks
                        ? "its request to it has no answer"
                        : victim
                                ? "waits for a page that another one reads"
                                : "uses it; its wait channel is not readable, root could see it";
        return edge(
                running(p),
                mount,
                asks ? Certainty.PROVEN : Certainty.INFERRED,
                how,
                "pid %d: state %s, wait channel %s, waits on %s"
                        .formatted(p.key().pid(), p.state(), channel, mount.mount().mountPoint()));
    }

    private CauseEdge waits(RemoteProcess parent, RemoteProcess child) {
        boolean waits = channel(parent).startsWith("do_wait");
        boolean proven = waits || view.madeNoProgress(parent);
        return edge(
                running(parent),
                running(child),
                proven ? Certainty.PROVEN : Certainty.INFERRED,
                waits ? "waits for its child" : "its child; no progress of its own",
                "pid %d is the parent of pid %d; its wait channel is %s"
                        .formatted(parent.key().pid(), child.key().pid(), channel(parent)));
    }

    private Running running(RemoteProcess p) {
        return new Running(view.name(), Role.PROCESS, p);
    }

    private static String channel(RemoteProcess p) {
        return p.waitChannel().orElse("not readable");
    }

    private CauseEdge edge(
            CauseNode from, CauseNode to, Certainty certainty, String how, String text) {
        return new CauseEdge(from, to, certainty, how, view.evidence(how, text));
    }
}
