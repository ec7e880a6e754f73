package dev.watchkeeper.remedy;

import dev.watchkeeper.inventory.VisibleText;
import dev.watchkeeper.ssh.Remote;
import dev.watchkeeper.ssh.SshOutcome;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/// What comes of a run over any number of connections. A part of its output is handed on only when
/// the host has said up to which byte it goes, so that nothing is shown twice or left out when a
/// line drops in the middle.
final class RunOutput {
    private static final int LONGEST_LINE = 4_000;
    private static final int MOST_LINES = 1_000;
    private static final int LAST_LINES = 200;

    private final Consumer<String> live;
    private final List<List<String>> lines = new ArrayList<>();
    private final List<String> held = new ArrayList<>();
    private final Deque<String> last = new ArrayDeque<>();
    private final StringBuilder begun = new StringBuilder();
    private String nonce = "";
    private long offset;
    private boolean heard;
    private boolean over;
    private Optional<RunId> other = Optional.empty();
    private Optional<RunFate> fate = Optional.empty();

    /// @param live hears each line of the run's, escaped, ended by a line feed
    RunOutput(Consumer<String> live) {
        this.live = live;
    }

    /// Another connection begins, whose lines have this nonce.
    synchronized void begin(String newNonce) {
        nonce = newNonce;
        begun.setLength(0);
        held.clear();
        heard = false;
    }

    synchronized void take(Remote.Stream stream, String text) {
        if (stream == Remote.Stream.STDERR) {
            // Not the run's: what the host's shell complains of.
            text.lines().forEach(this::keep);
            return;
        }
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '\n') {
                finish(begun.toString());
                begun.setLength(0);
            } else if (begun.length() < LONGEST_LINE) {
                begun.append(c);
            }
        }
    }

    private void finish(String line) {
        if (!line.startsWith(nonce + " ")) {
            held.add(line);
            return;
        }
        heard = true;
        own(List.of(line.substring(nonce.length() + 1).strip().split(" +")));
    }

    private void own(List<String> words) {
        switch (words.getFirst()) {
            case "at" -> confirmed(words);
            case "more" -> {}
            case "end" -> {
                over = over || fate.isPresent();
                note(over, words);
            }
            case "refused", "busy" -> {
                over = true;
                note(true, words);
                live.accept(VisibleText.capped(String.join(" ", words), 200) + "\n");
            }
            case "attached" -> {
                other = words.size() > 1 ? RunId.parse(words.get(1)) : Optional.empty();
                note(true, words);
            }
            default -> {
                Optional<RunFate> told = RunFate.parse(words);
                fate = told.isPresent() ? told : fate;
                note(true, words);
            }
        }
    }

    private void note(boolean wanted, List<String> words) {
        if (wanted && lines.size() < MOST_LINES && !lines.contains(words)) {
            lines.add(words);
        }
    }

    private void confirmed(List<String> words) {
        if (words.size() > 1 && words.get(1).matches("[0-9]{1,12}")) {
            offset = Long.parseLong(words.get(1));
            held.forEach(this::keep);
            held.clear();
        }
    }

    private void keep(String line) {
        last.addLast(line);
        if (last.size() > LAST_LINES) {
            last.removeFirst();
        }
        live.accept(VisibleText.of(line) + "\n");
    }

    /// How many bytes of the run's output have been handed on.
    synchronized long offset() {
        return offset;
    }

    /// Whether the connection brought a word of the script's.
    synchronized boolean heard() {
        return heard;
    }

    /// Whether nothing more will come.
    synchronized boolean isOver() {
        return over;
    }

    /// The run that was under way already and is followed instead.
    synchronized Optional<RunId> other() {
        return other;
    }

    synchronized Optional<RunFate> fate() {
        return fate.filter(_ -> over);
    }

    synchronized Reply reply(Optional<SshOutcome> outcome, boolean cancelled) {
        return new Reply(lines, List.copyOf(last), outcome, cancelled);
    }
}
