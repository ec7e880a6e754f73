package dev.watchkeeper.finding.cause;

import dev.watchkeeper.host.Mount;
import dev.watchkeeper.host.ProcessKey;
import dev.watchkeeper.host.RemoteProcess;
import dev.watchkeeper.inventory.Host;
import dev.watchkeeper.inventory.Renewal;
import dev.watchkeeper.inventory.TlsEndpoint;
import dev.watchkeeper.inventory.VisibleText;

import java.util.Optional;

/// Something that waits, or is waited for.
public sealed interface CauseNode {
    int LONGEST = 60;

    /// Unique in a graph, and the same for the same thing in the next snapshot.
    String id();

    private static String words(ProcessKey key) {
        return "/" + key.bootId() + "/" + key.pid() + "/" + key.startTicks();
    }

    /// What it is, in a few words, free of control characters.
    String text();

    /// The name of the host that it is on, where it is on one of the fleet.
    default Optional<String> place() {
        return switch (this) {
            case Running r -> Optional.of(r.host());
            case Hop h -> Optional.of(h.host());
            case Mounted m -> Optional.of(m.host());
            case FuseConnection c -> Optional.of(c.host());
            case Machine m -> Optional.of(m.host().name());
            case Renewing r -> Optional.of(r.renewal().host());
            case FileServer _, Unread _, Certificate _ -> Optional.empty();
        };
    }

    /// A process.
    ///
    /// @param host the name of its host
    record Running(String host, Role role, RemoteProcess process) implements CauseNode {
        public ProcessKey key() {
            return process.key();
        }

        @Override
        public String id() {
            return "process/" + host + words(key());
        }

        @Override
        public String text() {
            String name = VisibleText.capped(process.line(), LONGEST);
            String state =
                    switch (process.state()) {
                        case 'T', 't' -> " (stopped)";
                        case 'Z' -> process.stuckThread() ? " (its thread is stuck)" : " (zombie)";
                        default -> "";
                    };
            return "%s: %s pid %d%s".formatted(host, role.of(name), key().pid(), state);
        }
    }

    /// A process that many share, as one ssh of a run goes through it: a connection master, or the
    /// sshd at the other end. What waits on one way waits not on all.
    ///
    /// @param lane the ssh that goes through it
    record Hop(String host, Role role, RemoteProcess process, ProcessKey lane)
            implements CauseNode {
        @Override
        public String id() {
            return "hop/" + host + words(process.key()) + words(lane);
        }

        @Override
        public String text() {
            return new Running(host, role, process).text();
        }
    }

    /// A mount that does not answer.
    record Mounted(String host, String bootId, Mount mount) implements CauseNode {
        @Override
        public String id() {
            return "mount/" + host + "/" + bootId + "/" + mount.mountPoint();
        }

        @Override
        public String text() {
            return host
                    + ":"
                    + VisibleText.capped(mount.mountPoint(), LONGEST)
                    + " does not answer";
        }
    }

    /// A FUSE connection.
    record FuseConnection(String host, String bootId, int number) implements CauseNode {
        @Override
        public String id() {
            return "fuse/" + host + "/" + bootId + "/" + number;
        }

        @Override
        public String text() {
            return "%s: FUSE connection %d".formatted(host, number);
        }
    }

    /// A server of a network file system, by what the mount names.
    record FileServer(String address, String type) implements CauseNode {
        @Override
        public String id() {
            return "server/" + type + "/" + address;
        }

        @Override
        public String text() {
            return "%s server %s"
                    .formatted(VisibleText.capped(type, 20), VisibleText.capped(address, LONGEST));
        }
    }

    /// A host that takes connections and does not answer, or is not reached.
    ///
    /// @param words what it does: `hangs while exchanging keys`
    record Machine(Host host, String words) implements CauseNode {
        @Override
        public String id() {
            return "host/" + host.name();
        }

        @Override
        public String text() {
            return host.name() + " " + words;
        }
    }

    /// Something that could not be read.
    ///
    /// @param host where it is
    /// @param what what it would be
    /// @param remedy what would make it known
    record Unread(String host, String what, String remedy) implements CauseNode {
        @Override
        public String id() {
            return "unread/" + host + "/" + what;
        }

        @Override
        public String text() {
            return "%s: %s is not known; %s".formatted(host, what, remedy);
        }
    }

    /// A certificate that is due.
    record Certificate(TlsEndpoint endpoint) implements CauseNode {
        @Override
        public String id() {
            return "endpoint/" + endpoint.id();
        }

        @Override
        public String text() {
            return "the certificate of " + endpoint.id();
        }
    }

    /// A renewal that has not run.
    record Renewing(Renewal renewal) implements CauseNode {
        @Override
        public String id() {
            return "renewal/" + renewal.name();
        }

        @Override
        public String text() {
            return "the renewal “%s” on %s".formatted(renewal.name(), renewal.host());
        }
    }

    /// What a process is in a chain.
    enum Role {
        RUN("run"),
        WORKER("worker of"),
        SSH("ssh"),
        MASTER("ssh master"),
        SSHD("sshd"),
        PROCESS(""),
        SERVER("");

        private final String word;

        Role(String word) {
            this.word = word;
        }

        private String of(String line) {
            return switch (this) {
                case SSH, MASTER, SSHD -> word;
                case RUN, WORKER -> word + " " + line;
                case PROCESS, SERVER -> line;
            };
        }
    }
}
