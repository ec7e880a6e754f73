package dev.watchkeeper.remedy;

import dev.watchkeeper.inventory.VisibleText;
import dev.watchkeeper.remedy.RemedyStep.Action;

import java.util.List;
import java.util.stream.Collectors;

/// Says what became of temporary folders. Pure.
final class FolderJudge {
    private FolderJudge() {}

    static String text(Action.RemoveFolders folders, Reply reply) {
        long gone = reply.of("removed", 2).count() + reply.of("absent", 2).count();
        List<List<String>> kept = reply.of("kept", 3).toList();
        if (!kept.isEmpty()) {
            return "Temporary folders stay: %s."
                    .formatted(
                            kept.stream()
                                    .map(l ->
                                            "%s, %s"
                                                    .formatted(
                                                            VisibleText.capped(l.get(1), 160),
                                                            Reasons.of(l.get(2))))
                                    .collect(Collectors.joining("; ")));
        }
        if (reply.refusal().isPresent()) {
            return "Temporary folders stay: %s.".formatted(Reasons.of(reply.refusal().get()));
        }
        return reply.ended() && gone >= folders.paths().size()
                ? "Temporary folders are removed."
                : "Whether temporary folders were removed was not told; they do no harm.";
    }
}
