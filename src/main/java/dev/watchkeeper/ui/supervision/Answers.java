package dev.watchkeeper.ui.supervision;

import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;

/// The three answers.
///
/// @param alive whether checks are run
/// @param covering whether they would notice what breaks
/// @param pages whether somebody would be told
record Answers(Answer alive, Answer covering, Answer pages) {
    /// Of several systems together: as bad as the worst of them, and as old as the oldest.
    static Answer worst(List<Answers> each, Function<Answers, Answer> question) {
        List<Answer> all = each.stream().map(question).toList();
        Answer worst = all.stream().min(Comparator.comparing(Answer::mark)).orElseThrow();
        return ends(all).reduce(worst, Answer::notAfter, (a, _) -> a);
    }

    private static Stream<Instant> ends(List<Answer> all) {
        return all.stream().flatMap(a -> a.until().stream());
    }
}
