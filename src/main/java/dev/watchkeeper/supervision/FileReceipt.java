package dev.watchkeeper.supervision;

import dev.watchkeeper.inventory.Host;
import dev.watchkeeper.inventory.VisibleText;
import dev.watchkeeper.ssh.Remote;
import dev.watchkeeper.ssh.RemoteCommand;
import dev.watchkeeper.ssh.SshOutcome;

import java.time.Duration;
import java.util.List;
import java.util.UUID;

/// A file on a host that what notifies appends to: looked through from where it ended.
final class FileReceipt implements ReceiptWatch {
    /// One look: the longest that a host may take for it.
    private static final Duration LOOK = Duration.ofSeconds(10);

    private final Place place;
    private final Remote remote;
    private final Duration pace;
    private final Seen before;

    /// @param path absolute
    record Place(Host host, String path, String token) {
        @Override
        public String toString() {
            return VisibleText.of(path) + " on " + host.name();
        }
    }

    /// What one look saw.
    ///
    /// @param fault why nothing was seen; empty for no fault
    /// @param node the file's number; empty where there was none
    private record Seen(String fault, String node, long size, boolean found) {
        static Seen fault(String text) {
            return new Seen(text, "", 0, false);
        }
    }

    private FileReceipt(Place place, Remote remote, Duration pace, Seen before) {
        this.place = place;
        this.remote = remote;
        this.pace = pace;
        this.before = before;
    }

    static ReceiptWatch open(Place place, Remote remote, Duration pace, Duration within) {
        Seen none = new Seen("", "", 0, false);
        Seen now = new FileReceipt(place, remote, pace, none).look(Limit.of(within));
        return now.fault.isEmpty()
                ? new FileReceipt(place, remote, pace, now)
                : ReceiptWatch.blind(now.fault);
    }

    @Override
    public Arrival await(Duration within) throws InterruptedException {
        Limit limit = Limit.of(within);
        while (true) {
            Seen seen = look(limit);
            if (seen.found) {
                return new Arrival.Arrived("it is in " + place);
            }
            // The next look needs some time for itself.
            if (limit.left().compareTo(pace.multipliedBy(2)) <= 0) {
                return seen.fault.isEmpty()
                        ? new Arrival.Missing(
                                "it was not in %s within %s".formatted(place, Spoken.of(within)))
                        : new Arrival.Unknown(seen.fault);
            }
            limit.pause(pace);
        }
    }

    private Seen look(Limit limit) {
        String nonce = UUID.randomUUID().toString().replace("-", "");
        String head =
                "nonce=%s\nquestion=receipt\npath=%s\nnode=%s\nfrom=%d\ntoken=%s\n"
                        .formatted(
                                nonce,
                                RemoteCommand.quote(place.path),
                                before.node,
                                before.size,
                                place.token);
        String script = head + Script.of("receipt");
        RemoteCommand command = new RemoteCommand(List.of("sh", "-s"), script, 1 << 16, 1_000);
        return switch (remote.run(place.host, command, limit.atMost(LOOK))) {
            case SshOutcome.Completed done -> seen(done.stdout(), nonce);
            case SshOutcome.Failed failed -> Seen.fault(place + ": " + failed.text());
            case SshOutcome.KeyRefused _ ->
                    Seen.fault("the key of host " + place.host.name() + " is not to be trusted");
        };
    }

    private Seen seen(String said, String nonce) {
        for (String line : said.split("\n", -1)) {
            if (line.startsWith(nonce + " ")) {
                String[] words = line.substring(nonce.length() + 1).split(" ", -1);
                if (words.length == 4 && words[0].equals("file") && words[2].matches("[0-9]+")) {
                    return new Seen("", words[1], number(words[2]), words[3].equals("found"));
                }
                return switch (words[0]) {
                    case "none" -> new Seen("", "", 0, false);
                    case "odd" -> Seen.fault(place + " is no file");
                    default -> Seen.fault(place + " may not be read by this login");
                };
            }
        }
        return Seen.fault(place + ": the host's shell gave no answer of ours");
    }

    private static long number(String digits) {
        return digits.length() > 18 ? 0 : Long.parseLong(digits);
    }

    @Override
    public void close() {}
}
