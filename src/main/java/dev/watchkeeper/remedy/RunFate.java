package dev.watchkeeper.remedy;

import dev.watchkeeper.inventory.VisibleText;

import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/// What became of a detached run, as its host tells it. What is not known stays unknown: neither
/// done nor failed.
public sealed interface RunFate {
    /// What follows "the run": "ended with status 0".
    String text();

    /// Whether it may go on.
    default boolean goesOn() {
        return false;
    }

    /// Its command goes on.
    record Running(long pid) implements RunFate {
        @Override
        public String text() {
            return "runs, pid " + pid;
        }

        @Override
        public boolean goesOn() {
            return true;
        }
    }

    /// Its folder is there, and its runner not yet.
    record Starting() implements RunFate {
        @Override
        public String text() {
            return "is about to begin";
        }

        @Override
        public boolean goesOn() {
            return true;
        }
    }

    /// Its command ended by itself.
    ///
    /// @param status as the shell tells it; 128 and more for a signal
    record Exited(int status) implements RunFate {
        @Override
        public String text() {
            return "ended with status " + status;
        }
    }

    /// It was ended on its host: TERM, then KILL.
    ///
    /// @param atLimit whether its time was up; else somebody asked for it
    /// @param left pids that no signal reached
    record Ended(boolean atLimit, List<Long> left) implements RunFate {
        public Ended {
            left = List.copyOf(left);
        }

        @Override
        public String text() {
            String how =
                    atLimit
                            ? "was ended on the host at its limit"
                            : "was ended on the host, as asked";
            return left.isEmpty()
                    ? how
                    : "%s; pid %s took TERM and KILL and is still there: it waits in the kernel"
                            .formatted(
                                    how,
                                    left.stream()
                                            .map(String::valueOf)
                                            .collect(Collectors.joining(", ")));
        }
    }

    /// The host has been booted anew since.
    record Rebooted() implements RunFate {
        @Override
        public String text() {
            return "was interrupted by a restart of the host; its outcome is unknown";
        }
    }

    /// Its runner is gone and left no word.
    record Vanished() implements RunFate {
        @Override
        public String text() {
            return "ended without saying how; its outcome is unknown";
        }
    }

    /// The host knows no such run of this login.
    record Absent() implements RunFate {
        @Override
        public String text() {
            return "is not known to this login on the host";
        }
    }

    /// The host knows nothing of it any more: its console saw that it had helped, and removed it.
    ///
    /// @param outcome what that console wrote to the record
    record Recorded(String outcome) implements RunFate {
        @Override
        public String text() {
            return "left nothing on the host. The record says of it: " + outcome;
        }
    }

    /// The host could not be asked.
    ///
    /// @param why one sentence
    record Unheard(String why) implements RunFate {
        @Override
        public String text() {
            return "could not be asked after, and may go on: " + why;
        }

        @Override
        public boolean goesOn() {
            return true;
        }
    }

    /// Reads one of the scripts' lines without its nonce; see [DetachedScripts].
    static Optional<RunFate> parse(List<String> words) {
        List<Long> numbers = words.stream().skip(1).flatMap(w -> number(w).stream()).toList();
        return switch (words.isEmpty() ? "" : words.getFirst()) {
            case "running" -> numbers.stream().findFirst().map(Running::new);
            case "starting" -> Optional.of(new Starting());
            case "exit" -> numbers.stream().findFirst().map(n -> new Exited(n.intValue()));
            case "limit" -> Optional.of(new Ended(true, numbers));
            case "cancelled" -> Optional.of(new Ended(false, numbers));
            case "reboot" -> Optional.of(new Rebooted());
            case "vanished" -> Optional.of(new Vanished());
            case "absent" -> Optional.of(new Absent());
            default -> Optional.empty();
        };
    }

    private static Optional<Long> number(String word) {
        return word.matches("[0-9]{1,9}") ? Optional.of(Long.parseLong(word)) : Optional.empty();
    }

    /// For a person: the text with nothing hidden in it.
    default String shown() {
        return VisibleText.capped(text(), 400);
    }
}
