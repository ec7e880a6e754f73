package dev.watchkeeper.ui.certificates;

import dev.watchkeeper.automation.ServerProgram.Loading;
import dev.watchkeeper.finding.Deployment;
import dev.watchkeeper.finding.Deployment.Archived;
import dev.watchkeeper.finding.Deployment.Configured;
import dev.watchkeeper.finding.Deployment.Stop;
import dev.watchkeeper.finding.Deployments;
import dev.watchkeeper.finding.FleetSnapshot;
import dev.watchkeeper.finding.FleetSnapshot.EndpointState;
import dev.watchkeeper.inventory.VisibleText;
import dev.watchkeeper.tls.ServedCertificate.Parsed;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/// The four hops of one address: the client's archive, the file on the server's disk, what the
/// server is configured with, and what each address of the endpoint serves. Pure.
final class Hops {
    /// So many other addresses are shown; those that disagree come first.
    static final int MOST_ADDRESSES = 12;

    private static final String ARCHIVE = "Archive of the client";
    private static final String FILE = "File on disk";
    private static final String CONFIGURATION = "Server's configuration";
    private static final String SERVED = "Served";
    private static final int LONGEST = 300;

    private final CertificateRow row;
    private final List<EndpointState> states;
    private final List<Deployment> deployments;
    private final HopHints hints;

    private Hops(FleetSnapshot snapshot, CertificateRow row) {
        this.row = row;
        String endpoint = row.endpoint();
        states =
                snapshot.endpoints().values().stream()
                        .filter(s -> s.latest().target().endpoint().id().equals(endpoint))
                        .toList();
        deployments = Deployments.of(snapshot, row.target().endpoint());
        hints = new HopHints(snapshot, row.target());
    }

    /// In the order of the way; takes time linear in the number of addresses.
    static List<Hop> of(FleetSnapshot snapshot, CertificateRow row) {
        return new Hops(snapshot, row).all();
    }

    private List<Hop> all() {
        Optional<Deployment> own = deployment(row.id());
        Optional<Configured> configured = own.flatMap(Deployment::configured);
        var hops = new ArrayList<Hop>();
        hops.add(
                own.flatMap(Deployment::archived)
                        .map(a -> archive(a, own.get()))
                        .orElseGet(() -> Hop.unknown(ARCHIVE, "", hints.archive())));
        hops.add(
                configured
                        .map(c -> file(c, own.get()))
                        .orElseGet(() -> Hop.unknown(FILE, "", hints.file())));
        hops.add(
                configured
                        .map(c -> configuration(c, own.get()))
                        .orElseGet(this::unknownConfiguration));
        hops.addAll(served());
        return hops;
    }

    private Optional<Deployment> deployment(String target) {
        return deployments.stream()
                .filter(d -> d.served().target().id().equals(target))
                .findFirst();
    }

    private static Hop archive(Archived a, Deployment d) {
        Parsed next = d.configured().map(Configured::leaf).orElse((Parsed) d.served().leaf());
        boolean older = a.leaf().notBefore().isBefore(next.notBefore());
        return new Hop(
                ARCHIVE,
                shown(a.client()) + " on " + a.host().name(),
                Optional.of(a.leaf()),
                a.lineage().newest().flatMap(n -> n.changed()),
                a.lineage().newest().map(n -> shown(n.path())).orElse(""),
                older ? Hop.State.OLDER : Hop.State.SAME);
    }

    private static Hop file(Configured c, Deployment d) {
        boolean stopped = d.stop() instanceof Stop.NotDeployed;
        Parsed served = (Parsed) d.served().leaf();
        boolean older = c.leaf().notBefore().isBefore(served.notBefore());
        return new Hop(
                FILE,
                shown(c.file().path()) + " on " + c.host().name(),
                Optional.of(c.leaf()),
                c.file().changed(),
                stopped
                        ? "Copy the newest one there, and reload the server."
                        : older ? "A reload would bring this older one back." : "",
                stopped ? Hop.State.STOPPED : older ? Hop.State.OLDER : Hop.State.SAME);
    }

    private static Hop configuration(Configured c, Deployment d) {
        boolean stopped = d.stop() instanceof Stop.NotDeployed;
        return new Hop(
                CONFIGURATION,
                "%s at %s on %s"
                        .formatted(
                                shown(c.use().program()), shown(c.use().place()), c.host().name()),
                Optional.empty(),
                Optional.empty(),
                "names that file; " + loading(c),
                stopped ? Hop.State.BEHIND : Hop.State.SAME);
    }

    /// One that names a file whose certificate could not be read, or none at all.
    private Hop unknownConfiguration() {
        return hints.use()
                .map(u ->
                        Hop.unknown(
                                CONFIGURATION,
                                shown(u.program()) + " at " + shown(u.place()),
                                "Whether it names the newest is not known, as its file is not."))
                .orElseGet(() -> Hop.unknown(CONFIGURATION, "", hints.configuration()));
    }

    private static String loading(Configured c) {
        if (c.server().isEmpty()) {
            return "which process serves it is not known";
        }
        return switch (c.server()
                .get()
                .loadingOf(c.file().changed().orElse(c.leaf().notBefore()))) {
            case Loading.Before _ -> "its processes have not read it since it changed";
            case Loading.Since _ -> "its processes have begun after it changed";
            case Loading.NotKnown n ->
                    "whether it was read since it changed is not known: " + n.why();
        };
    }

    /// The selected address first, then those that disagree.
    private List<Hop> served() {
        List<Hop> others =
                states.stream()
                        .filter(s -> !s.latest().target().id().equals(row.id()))
                        .map(this::served)
                        .sorted(
                                Comparator.comparing((Hop h) -> h.state() == Hop.State.SAME)
                                        .thenComparing(Hop::place))
                        .toList();
        var hops = new ArrayList<Hop>();
        hops.add(served(row.state()));
        hops.addAll(others.subList(0, Math.min(MOST_ADDRESSES, others.size())));
        int more = others.size() - MOST_ADDRESSES;
        if (more > 0) {
            Hop.State rest = others.get(MOST_ADDRESSES).state();
            hops.add(
                    new Hop(
                            SERVED,
                            "by %,d more addresses".formatted(more),
                            Optional.empty(),
                            Optional.empty(),
                            "",
                            rest));
        }
        return hops;
    }

    private Hop served(EndpointState state) {
        String place = "by " + state.latest().target().label();
        Optional<Parsed> leaf = Seen.leaf(state);
        if (leaf.isEmpty()) {
            return Hop.unknown(SERVED, place, hints.served(state));
        }
        Optional<Deployment> d = deployment(state.latest().target().id());
        Stop stop = d.map(Deployment::stop).orElseGet(Stop.Nowhere::new);
        boolean newerThanFile =
                d.flatMap(Deployment::configured)
                        .filter(c -> leaf.get().notBefore().isAfter(c.leaf().notBefore()))
                        .isPresent();
        return new Hop(
                SERVED,
                place,
                leaf,
                Optional.empty(),
                words(stop),
                stop instanceof Stop.Unexplained && newerThanFile
                        ? Hop.State.SAME
                        : state(stop, leaf.get()));
    }

    private Hop.State state(Stop stop, Parsed leaf) {
        return switch (stop) {
            case Stop.NotDeployed _ -> Hop.State.BEHIND;
            case Stop.NotLoaded _, Stop.NotServed _, Stop.Unexplained _ -> Hop.State.STOPPED;
            case Stop.Nowhere _ ->
                    Differing.newest(states).filter(n -> isNewer(n, leaf)).isPresent()
                            ? Hop.State.STOPPED
                            : Hop.State.SAME;
        };
    }

    private static boolean isNewer(Parsed one, Parsed other) {
        return one.notBefore().isAfter(other.notBefore())
                && one.key().split(" ", 2)[0].equals(other.key().split(" ", 2)[0]);
    }

    private static String words(Stop stop) {
        return switch (stop) {
            case Stop.NotDeployed _ -> "the new one was not copied there";
            case Stop.NotLoaded _ -> "the server has not loaded the file: reload it";
            case Stop.NotServed _ -> "a newer one is in the archive";
            case Stop.Unexplained _ -> "something else than the configuration names";
            case Stop.Nowhere _ -> "";
        };
    }

    private static String shown(String text) {
        return VisibleText.capped(text, LONGEST);
    }
}
