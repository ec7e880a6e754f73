package dev.watchkeeper.remedy;

import dev.watchkeeper.inventory.VisibleText;
import dev.watchkeeper.ssh.Remote;
import dev.watchkeeper.ssh.SshOutcome;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/// Takes a script's output as it comes: keeps the script's own lines, hands on the rest, escaped.
final class Transcript {
    private static final int LONGEST_LINE = 4_000;
    private static final int MOST_LINES = 20_000;
    private static final int LAST_LINES = 200;

    private final String nonce;
    private final Consumer<String> live;
    private final Map<Remote.Stream, StringBuilder> begun = new EnumMap<>(Remote.Stream.class);
    private final List<List<String>> lines = new ArrayList<>();
    private final Deque<String> output = new ArrayDeque<>();

    /// @param live hears each line, ended by a line feed
    Transcript(String nonce, Consumer<String> live) {
        this.nonce = nonce;
        this.live = live;
    }

    synchronized void take(Remote.Stream stream, String text) {
        var line = begun.computeIfAbsent(stream, _ -> new StringBuilder());
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '\n') {
                finish(stream, line);
            } else if (line.length() < LONGEST_LINE) {
                line.append(c);
            }
        }
    }

    synchronized Reply reply(Optional<SshOutcome> outcome, boolean cancelled) {
        begun.forEach((stream, line) -> {
            if (!line.isEmpty()) {
                finish(stream, line);
            }
        });
        return new Reply(lines, List.copyOf(output), outcome, cancelled);
    }

    private void finish(Remote.Stream stream, StringBuilder begunLine) {
        String line = begunLine.toString();
        begunLine.setLength(0);
        if (stream == Remote.Stream.STDOUT && line.startsWith(nonce + " ")) {
            List<String> words = List.of(line.substring(nonce.length() + 1).strip().split(" +"));
            if (lines.size() < MOST_LINES) {
                lines.add(words);
            }
            shown(words).ifPresent(t -> live.accept(t + "\n"));
            return;
        }
        output.addLast(line);
        if (output.size() > LAST_LINES) {
            output.removeFirst();
        }
        live.accept(VisibleText.of(line) + "\n");
    }

    private static Optional<String> shown(List<String> words) {
        String all = VisibleText.capped(String.join(" ", words), 200);
        return switch (words.getFirst()) {
            case "end" -> Optional.empty();
            case "refused" -> Optional.of(all + ": " + Reasons.of(words.getLast()));
            default -> Optional.of(all);
        };
    }
}
