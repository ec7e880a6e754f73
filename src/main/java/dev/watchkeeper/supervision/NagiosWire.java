package dev.watchkeeper.supervision;

import dev.watchkeeper.inventory.Host;
import dev.watchkeeper.inventory.Supervision;
import dev.watchkeeper.inventory.VisibleText;
import dev.watchkeeper.ssh.Remote;
import dev.watchkeeper.ssh.RemoteCommand;
import dev.watchkeeper.ssh.SshOutcome;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/// The short questions and orders of a drill.
final class NagiosWire {
    private static final char FIELD = '\u001f';
    private static final int MAX_BYTES = 1 << 18;
    private static final int MAX_LINES = 2_000;
    private static final long LATEST = 253_402_300_799L;
    private static final Duration PATIENCE = Duration.ofSeconds(3);

    private final Remote remote;
    private final Supervision supervision;
    private final Host host;
    private final Supplier<String> nonces;
    private final Duration patience;

    NagiosWire(Remote remote, Supervision supervision, Host host, Supplier<String> nonces) {
        this(remote, supervision, host, nonces, PATIENCE);
    }

    /// @param patience how long the command file is waited for on the host
    NagiosWire(
            Remote remote,
            Supervision supervision,
            Host host,
            Supplier<String> nonces,
            Duration patience) {
        this.patience = patience;
        this.remote = remote;
        this.supervision = supervision;
        this.host = host;
        this.nonces = nonces;
    }

    /// Where the log ended before something was sent.
    ///
    /// @param node its inode; empty where it cannot be read
    record LogEnd(String node, long size) {
        static final LogEnd UNKNOWN = new LogEnd("", 0);
    }

    /// What came of handing commands over.
    sealed interface Sent {
        /// @param at by the host's clock, in seconds since 1970
        record Taken(long at, LogEnd log) implements Sent {}

        record Refused(String text) implements Sent {}

        /// Whether it was taken cannot be told.
        record Lost(String text) implements Sent {}
    }

    /// What a look saw.
    ///
    /// @param fault why nothing was seen; empty for no fault
    /// @param clock the host's, in seconds since 1970
    /// @param created when status.dat was written
    record Look(
            String fault, long clock, long created, Optional<Service> service, List<String> log) {
        static Look fault(String text) {
            return new Look(text, 0, 0, Optional.empty(), List.of());
        }
    }

    /// The canary.
    ///
    /// @param output hostile, as it came
    record Service(String state, long checked, long notified, String output) {}

    /// Hands commands to the command file.
    ///
    /// @param lines without their time
    Sent send(List<String> lines, Duration limit) {
        String nonce = nonces.get();
        String head =
                "lines=%s\nnaps=%d\n"
                        .formatted(
                                RemoteCommand.quote(String.join("\n", lines)),
                                patience.toMillis() / 50);
        SshOutcome outcome = remote.run(host, command(nonce, head, "nagios-send"), limit);
        if (!(outcome instanceof SshOutcome.Completed done)) {
            boolean begun = outcome instanceof SshOutcome.Failed f && f.outcomeUnknown();
            return begun ? new Sent.Lost(text(outcome)) : new Sent.Refused(text(outcome));
        }
        LogEnd log = LogEnd.UNKNOWN;
        for (List<String> row : rows(done.stdout(), nonce)) {
            switch (row.getFirst()) {
                case "log" -> log = new LogEnd(field(row, 1), seconds(row, 2));
                case "sent" -> {
                    return new Sent.Taken(seconds(row, 1), log);
                }
                case "refused" -> {
                    return new Sent.Refused(refused(field(row, 1), field(row, 2)));
                }
                default -> {}
            }
        }
        return new Sent.Lost("the host's shell gave no answer of ours");
    }

    private static String refused(String why, String group) {
        return switch (why) {
            case "disabled" -> "Nagios takes no external commands: check_external_commands is 0";
            case "gone" -> "there is no command file: Nagios does not run, or takes no commands";
            case "odd" -> "the command file is no FIFO";
            case "unwritable" ->
                    "the command file may not be written by this login"
                            + (group.isEmpty()
                                    ? ""
                                    : ": add the login to group " + VisibleText.capped(group, 64));
            case "unread" -> "nagios.cfg may not be read by this login, or is not there";
            case "late" -> "nobody reads the command file: Nagios does not run";
            default -> "the command file could not be written";
        };
    }

    /// Looks at the canary.
    Look look(String canaryHost, String service, String token, LogEnd log, Duration limit) {
        String nonce = nonces.get();
        String head =
                "host=%s\nservice=%s\ntoken=%s\nnode=%s\nfrom=%d\n"
                        .formatted(
                                RemoteCommand.quote(canaryHost),
                                RemoteCommand.quote(service),
                                token,
                                log.node.matches("[0-9]+") ? log.node : "",
                                log.size);
        SshOutcome outcome = remote.run(host, command(nonce, head, "nagios-look"), limit);
        return outcome instanceof SshOutcome.Completed done
                ? seen(rows(done.stdout(), nonce))
                : Look.fault(text(outcome));
    }

    private static Look seen(List<List<String>> rows) {
        long clock = 0;
        long created = 0;
        Optional<Service> service = Optional.empty();
        List<String> log = new ArrayList<>();
        boolean ended = false;
        for (List<String> row : rows) {
            switch (row.getFirst()) {
                case "clock" -> clock = seconds(row, 1);
                case "created" -> created = seconds(row, 1);
                case "service" ->
                        service =
                                Optional.of(
                                        new Service(
                                                field(row, 1),
                                                seconds(row, 2),
                                                seconds(row, 3),
                                                field(row, 4)));
                case "log" -> log.add(field(row, 1));
                case "end" -> ended = true;
                default -> {}
            }
        }
        return ended
                ? new Look("", clock, created, service, log)
                : Look.fault("the host's shell gave no answer of ours");
    }

    private RemoteCommand command(String nonce, String head, String script) {
        String common =
                "nonce=%s\nquestion=%s\nconfig=%s\nroot=%s\n"
                        .formatted(
                                nonce,
                                script,
                                RemoteCommand.quote(supervision.config()),
                                host.sudo() ? "yes" : "no");
        return new RemoteCommand(
                List.of("sh", "-s"),
                common + head + Script.of("nagios-common") + Script.of(script),
                MAX_BYTES,
                MAX_LINES);
    }

    private static String text(SshOutcome outcome) {
        return switch (outcome) {
            case SshOutcome.Completed _ -> "";
            case SshOutcome.Failed failed -> failed.text();
            case SshOutcome.KeyRefused _ -> "the host's key is not to be trusted";
        };
    }

    private static List<List<String>> rows(String output, String nonce) {
        return output.lines()
                .filter(l -> l.startsWith(nonce + " "))
                .map(l -> l.substring(nonce.length() + 1))
                .map(l -> {
                    int blank = l.indexOf(' ');
                    String tag = blank < 0 ? l : l.substring(0, blank);
                    String rest = blank < 0 ? "" : l.substring(blank + 1);
                    List<String> row = new ArrayList<>(List.of(tag));
                    row.addAll(Arrays.asList(rest.split(String.valueOf(FIELD), -1)));
                    return row;
                })
                .map(List::copyOf)
                .toList();
    }

    private static String field(List<String> row, int index) {
        return index < row.size() ? row.get(index) : "";
    }

    private static long seconds(List<String> row, int index) {
        return NagiosRow.number(field(row, index), LATEST).orElse(0);
    }
}
