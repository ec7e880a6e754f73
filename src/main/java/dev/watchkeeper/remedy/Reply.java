package dev.watchkeeper.remedy;

import dev.watchkeeper.ssh.SshOutcome;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// What came back of one script.
///
/// @param lines the script's own lines without their nonce, each split at blanks
/// @param output the last lines of what it ran, for recognizing; hostile text
/// @param outcome how the connection ended; empty when it was cancelled before it said so
/// @param cancelled whether the user stopped it
record Reply(
        List<List<String>> lines,
        List<String> output,
        Optional<SshOutcome> outcome,
        boolean cancelled) {
    Reply {
        lines = lines.stream().map(List::copyOf).toList();
        output = List.copyOf(output);
    }

    /// Whether the script came to its end.
    boolean ended() {
        return lines.stream().anyMatch(l -> l.equals(List.of("end")));
    }

    /// The lines that begin with this word and have at least `words` words.
    Stream<List<String>> of(String first, int words) {
        return lines.stream().filter(l -> l.size() >= words && l.getFirst().equals(first));
    }

    /// Why the script refused as a whole.
    Optional<String> refusal() {
        return of("refused", 3).filter(l -> l.get(1).equals("-")).map(l -> l.get(2)).findFirst();
    }

    boolean says(String... fragments) {
        return output.stream().anyMatch(l -> Stream.of(fragments).allMatch(f -> l.contains(f)));
    }
}
