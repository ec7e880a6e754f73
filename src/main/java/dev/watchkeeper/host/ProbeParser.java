package dev.watchkeeper.host;

import dev.watchkeeper.host.Fields.MalformedRow;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/// Reads what the remote probe printed ([ProbeFormat]). Never throws for its content: a row that
/// cannot be read is left out and counted in a note.
///
/// Texts come out with control and bidirectional characters as visible escapes. Cut output gives a
/// snapshot that is not `complete` and says where it stopped.
public final class ProbeParser {
    private final String nonce;
    private final SystemRows system = new SystemRows();
    private final MountRows mounts = new MountRows();
    private final ProcessRows processes = new ProcessRows();
    private final SocketRows sockets = new SocketRows();
    private final TimetableRows timetable = new TimetableRows();
    private boolean begun;
    private int malformed;

    private ProbeParser(String nonce) {
        this.nonce = nonce;
    }

    /// Reads one probe's output.
    ///
    /// @param output all of stdout, noise of a login shell included
    /// @param nonce what the probe was told to begin its rows with
    /// @param host the host's name in the fleet
    /// @param asked when the operation began, by our clock
    /// @param took how long it took, connecting included
    /// @return empty when there is no probe's beginning in it, or no boot id
    public static Optional<HostSnapshot> parse(
            String output, String nonce, String host, Instant asked, Duration took) {
        var parser = new ProbeParser(nonce);
        // A row without its line feed is cut.
        String whole = output.substring(0, output.lastIndexOf('\n') + 1);
        Arrays.stream(whole.split("\n", -1)).forEach(parser::line);
        return parser.begun && !parser.system.boot().isEmpty()
                ? Optional.of(parser.snapshot(host, asked, took))
                : Optional.empty();
    }

    private void line(String line) {
        if (!line.startsWith(nonce + " ") || system.ended()) {
            return;
        }
        var fields = new Fields(line.substring(nonce.length() + 1));
        try {
            row(fields.word(), fields);
        } catch (MalformedRow e) {
            malformed++;
        }
    }

    private void row(String tag, Fields fields) throws MalformedRow {
        if (tag.equals(ProbeFormat.BEGIN)) {
            begun = fields.number() == ProbeFormat.VERSION;
            return;
        }
        boolean known =
                begun
                        && (processes.accept(tag, fields)
                                || mounts.accept(tag, fields)
                                || sockets.accept(tag, fields)
                                || timetable.accept(tag, fields)
                                || system.accept(tag, fields));
        if (!known) {
            malformed++;
        }
    }

    private HostSnapshot snapshot(String host, Instant asked, Duration took) {
        List<Mount> asAsked = mounts.mounts();
        var all = processes.processes(host, system, new Waits(mounts, asAsked));
        List<Mount> served = withServers(asAsked, all);
        notes();
        return new HostSnapshot(
                system.boot(),
                system.clock(),
                offset(asked, took),
                system.uptime(),
                system.kernel(),
                system.load(),
                system.memory(),
                system.pressure(),
                all,
                served,
                sockets.connections(),
                timetable.timetable(system.clock()),
                system.ended() && processes.cut().isEmpty(),
                system.notes());
    }

    private List<Mount> withServers(List<Mount> asked, List<RemoteProcess> all) {
        var servers = new FuseServers(all);
        List<Mount> served = new ArrayList<>();
        for (Mount m : asked) {
            Mount known = FuseServers.isUnknown(m) ? servers.complete(m) : m;
            if (known.serverPid().isPresent() && m.serverPid().isEmpty()) {
                system.note(
                        "the server of "
                                + m.mountPoint()
                                + " is inferred from its arguments: who holds the connection could"
                                + " not be read");
            }
            served.add(known);
        }
        return served;
    }

    private void notes() {
        if (!processes.cut().isEmpty()) {
            system.note(processes.cut());
        }
        if (malformed > 0) {
            system.note(malformed + " rows of the probe's output could not be read");
        }
        for (long pid : processes.unreadable()) {
            system.note("reading the arguments of pid " + pid + " blocks");
        }
        if (processes.channelsHidden()) {
            system.note("wait channels of other users' processes need root");
        }
        if (!system.ended()) {
            system.note(stopped());
        }
    }

    private String stopped() {
        return processes.last() == 0
                ? "the probe did not come to its end: it stopped before the first process"
                : "the probe did not come to its end: the last process it read was pid "
                        + processes.last();
    }

    /// Our clock when the host read its own is taken as the middle of the time in which it can have
    /// been: after the operation began, and so long before it ended as the probe ran.
    private Duration offset(Instant asked, Duration took) {
        if (system.clock().equals(Instant.EPOCH)) {
            return Duration.ZERO;
        }
        Duration between = took.minus(system.ran());
        Duration half = between.isNegative() ? Duration.ZERO : between.dividedBy(2);
        return Duration.between(asked.plus(half), system.clock());
    }
}
