package dev.watchkeeper.remedy;

import dev.watchkeeper.host.RemoteProcess;
import dev.watchkeeper.inventory.VisibleText;
import dev.watchkeeper.remedy.RemedyStep.Action.Signal;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/// Says what became of the processes that were signalled. Pure.
final class SignalJudge {
    private static final int NAMED = 8;

    private SignalJudge() {}

    static StepResult of(Signal signal, Reply reply) {
        Set<Long> gone = pids(reply, "gone");
        List<String> untouched = new ArrayList<>();
        List<String> left = new ArrayList<>();
        int reused = 0;
        for (List<String> line : reply.of("refused", 3).toList()) {
            // Its pid belongs to another process, so the one that was meant has ended.
            if (line.get(2).equals("start")) {
                reused++;
            }
            untouched.add(
                    "pid %s was not touched: %s"
                            .formatted(
                                    VisibleText.capped(line.get(1), 12), Reasons.of(line.get(2))));
        }
        reply.of("left", 4).forEach(line -> left.add(left(signal, line)));
        String ended = "%d of %d have ended".formatted(gone.size(), signal.processes().size());
        if (!left.isEmpty()) {
            return new StepResult.Failed(ended + "; " + list(left) + ".");
        }
        if (untouched.isEmpty()) {
            return gone.size() == signal.processes().size()
                    ? new StepResult.Done(ended + ".")
                    : new StepResult.Unknown(ended + "; nothing is known of the others.");
        }
        String text = ended + "; " + list(untouched) + ".";
        if (gone.isEmpty() && pids(reply, "sent").isEmpty()) {
            return new StepResult.Refused("Nothing was done: " + list(untouched) + ".");
        }
        return reused == untouched.size() ? new StepResult.Done(text) : new StepResult.Failed(text);
    }

    static String soFar(Signal signal, Reply reply) {
        Set<Long> sent = pids(reply, "sent");
        Set<Long> gone = pids(reply, "gone");
        int all = signal.processes().size();
        if (sent.isEmpty() && gone.isEmpty()) {
            return "Whether a signal went out is not known.";
        }
        return "A signal is known to have gone to %d of %d; %d have ended; whether the others still run is not known."
                .formatted(sent.size(), all, gone.size());
    }

    private static String left(Signal signal, List<String> line) {
        String wait = line.get(3).equals("-") ? "" : " in " + VisibleText.capped(line.get(3), 40);
        String mount =
                signal.processes().stream()
                        .filter(p -> String.valueOf(p.key().pid()).equals(line.get(1)))
                        .findFirst()
                        .flatMap(RemoteProcess::waitsOn)
                        .map(m -> ", waits on " + VisibleText.capped(m, 120) + ": free that mount")
                        .orElse(
                                ": it ends when the kernel has what it waits for, or with a restart"
                                        + " of the host");
        return "no signal reaches pid %s (state %s%s%s)"
                .formatted(
                        VisibleText.capped(line.get(1), 12),
                        VisibleText.capped(line.get(2), 2),
                        wait,
                        mount);
    }

    private static Set<Long> pids(Reply reply, String word) {
        int at = word.equals("sent") ? 2 : 1;
        return reply.of(word, 3)
                .map(l -> l.get(at))
                .filter(p -> p.matches("[0-9]{1,10}"))
                .map(Long::valueOf)
                .collect(Collectors.toCollection(HashSet::new));
    }

    private static String list(List<String> parts) {
        String shown = String.join("; ", parts.subList(0, Math.min(NAMED, parts.size())));
        return parts.size() > NAMED
                ? shown + "; and %d more".formatted(parts.size() - NAMED)
                : shown;
    }
}
