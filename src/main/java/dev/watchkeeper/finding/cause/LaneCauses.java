package dev.watchkeeper.finding.cause;

import dev.watchkeeper.automation.Run;
import dev.watchkeeper.automation.Run.Lane;
import dev.watchkeeper.finding.Evidence;
import dev.watchkeeper.finding.cause.CauseNode.Hop;
import dev.watchkeeper.finding.cause.CauseNode.Machine;
import dev.watchkeeper.finding.cause.CauseNode.Mounted;
import dev.watchkeeper.finding.cause.CauseNode.Role;
import dev.watchkeeper.finding.cause.CauseNode.Running;
import dev.watchkeeper.finding.cause.CauseNode.Unread;
import dev.watchkeeper.finding.cause.Sessions.Session;
import dev.watchkeeper.host.RemoteProcess;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;

/// What the runs of one host wait for on others.
final class LaneCauses {
    private final HostView here;
    private final HostWords words;
    private final Map<String, BlockedHost> blocked;
    private final Map<String, HostView> views;
    private final Map<String, LocalCauses> local;
    private final List<CauseEdge> edges = new ArrayList<>();

    LaneCauses(
            HostView here,
            HostWords words,
            Map<String, BlockedHost> blocked,
            Map<String, HostView> views,
            Map<String, LocalCauses> local) {
        this.here = here;
        this.words = words;
        this.blocked = blocked;
        this.views = views;
        this.local = local;
    }

    List<CauseEdge> edges(List<Run> runs) {
        for (Run run : runs) {
            for (Lane lane : run.lanes()) {
                inside(run, lane);
                outside(lane);
            }
        }
        return edges;
    }

    static CauseNode node(String host, Run run) {
        return new Running(host, Role.RUN, run.leader());
    }

    static CauseNode node(String host, Lane lane) {
        return new Running(host, Role.SSH, lane.ssh());
    }

    private void inside(Run run, Lane lane) {
        CauseNode ssh = node(here.name(), lane);
        if (run.leader().equals(lane.ssh())) {
            return;
        }
        CauseNode leader = node(here.name(), run);
        CauseNode waiting = leader;
        if (lane.worker().isPresent()) {
            RemoteProcess worker = lane.worker().get();
            waiting = new Running(here.name(), Role.WORKER, worker);
            edges.add(child(leader, waiting, run.leader(), worker, "its worker"));
        }
        RemoteProcess parent = lane.worker().orElse(run.leader());
        edges.add(child(waiting, ssh, parent, lane.ssh(), "reads what it prints"));
    }

    private CauseEdge child(
            CauseNode from, CauseNode to, RemoteProcess parent, RemoteProcess child, String how) {
        return new CauseEdge(
                from,
                to,
                Certainty.PROVEN,
                how,
                here.evidence(
                        how,
                        "pid %d is a descendant of pid %d"
                                .formatted(child.key().pid(), parent.key().pid())));
    }

    private void outside(Lane lane) {
        CauseNode ssh = node(here.name(), lane);
        Optional<BlockedHost> target =
                words.of(lane.destination())
                        .flatMap(h -> Optional.ofNullable(blocked.get(h.name())));
        if (target.isEmpty()) {
            String what = "what it runs on " + lane.destination();
            edges.add(
                    edge(
                            ssh,
                            new Unread(
                                    lane.destination(),
                                    "what runs there",
                                    "add it to the fleet file"),
                            Certainty.UNKNOWN,
                            what));
            return;
        }
        BlockedHost host = target.get();
        host.hangs().ifPresent(h -> hangs(ssh, host, h, lane));
        HostView there = views.get(host.host().name());
        if (host.hangs().isEmpty() && there != null && host.isBlocked()) {
            join(lane, there);
        }
    }

    private void hangs(CauseNode ssh, BlockedHost host, String words, Lane lane) {
        edges.add(
                new CauseEdge(
                        ssh,
                        new Machine(host.host(), words),
                        Certainty.INFERRED,
                        "is connected to it",
                        here.evidence(
                                "ssh to " + lane.destination(),
                                "pid %d names %s; this console's own connection to it %s"
                                        .formatted(
                                                lane.ssh().key().pid(),
                                                lane.destination(),
                                                words))));
    }

    private void join(Lane lane, HostView there) {
        CauseNode at = node(here.name(), lane);
        if (lane.master().isPresent()) {
            RemoteProcess master = lane.master().get();
            var hop = new Hop(here.name(), Role.MASTER, master, lane.ssh().key());
            String socket = lane.command().controlPath().orElse("");
            edges.add(edge(at, hop, Certainty.PROVEN, "goes through its socket " + socket));
            at = hop;
        }
        LocalCauses causes = local.get(there.name());
        Predicate<RemoteProcess> blocks = p -> causes != null && causes.blocks(p);
        Optional<Session> found = new Sessions(here, there, blocks).of(lane);
        if (found.isEmpty()) {
            unknown(at, there, lane);
            return;
        }
        Session session = found.get();
        Optional<CauseEdge> hidden = new Unreadable(there, mounts(there)).edge(session.process());
        if (hidden.isEmpty() && !blocks.test(session.process())) {
            // What it runs there works.
            return;
        }
        through(at, session, there, lane);
        hidden.ifPresent(edges::add);
    }

    private void through(CauseNode from, Session session, HostView there, Lane lane) {
        CauseNode at = from;
        if (session.sshd().isPresent()) {
            var hop = new Hop(there.name(), Role.SSHD, session.sshd().get(), lane.ssh().key());
            edges.add(edge(at, hop, session.connection()));
            at = hop;
        }
        var remote = new Running(there.name(), Role.PROCESS, session.process());
        edges.add(edge(at, remote, session.link()));
    }

    private static CauseEdge edge(CauseNode from, CauseNode to, Sessions.Link link) {
        return new CauseEdge(from, to, link.certainty(), link.how(), link.evidence());
    }

    private void unknown(CauseNode at, HostView there, Lane lane) {
        for (Mounted mount : mounts(there)) {
            edges.add(
                    edge(
                            at,
                            mount,
                            Certainty.UNKNOWN,
                            "which process of %s belongs to ssh pid %d could not be told; root there could tell"
                                    .formatted(there.name(), lane.ssh().key().pid())));
        }
    }

    private Set<Mounted> mounts(HostView there) {
        LocalCauses causes = local.get(there.name());
        return causes == null ? Set.of() : causes.mounts();
    }

    private CauseEdge edge(CauseNode from, CauseNode to, Certainty certainty, String how) {
        Evidence evidence = here.evidence(how, from.text() + "\n" + to.text());
        return new CauseEdge(from, to, certainty, how, evidence);
    }
}
