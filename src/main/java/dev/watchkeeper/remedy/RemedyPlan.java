package dev.watchkeeper.remedy;

import dev.watchkeeper.finding.FindingKey;

import java.util.List;
import java.util.Optional;
import java.util.Set;

/// What would be done about a finding, exactly. Targets are frozen in it and checked again right
/// before each step.
///
/// @param finding what it is for
/// @param question the preview's title, a question that names the objects: "End 70 processes on
///   ant-queen?"
/// @param steps in order; the first failure stops the rest; not empty
/// @param loss what is lost, in words: "Writes that the file system has not taken yet"; may be
///   empty
/// @param typedConfirmation the word to type first (the host's name) when it kills or touches more
///   than five processes
/// @param unmet what must be put right before it may run, a sentence each; running it is refused
///   while there is one
/// @param also keys of other findings that it ends too: it has helped when they are gone as well
public record RemedyPlan(
        FindingKey finding,
        String question,
        List<RemedyStep> steps,
        String loss,
        Optional<String> typedConfirmation,
        List<String> unmet,
        Set<FindingKey> also) {
    /// A plan for one finding.
    public RemedyPlan(
            FindingKey finding,
            String question,
            List<RemedyStep> steps,
            String loss,
            Optional<String> typedConfirmation,
            List<String> unmet) {
        this(finding, question, steps, loss, typedConfirmation, unmet, Set.of());
    }

    /// A plan that may run at once.
    public RemedyPlan(
            FindingKey finding,
            String question,
            List<RemedyStep> steps,
            String loss,
            Optional<String> typedConfirmation) {
        this(finding, question, steps, loss, typedConfirmation, List.of());
    }

    public RemedyPlan {
        steps = List.copyOf(steps);
        unmet = List.copyOf(unmet);
        also = Set.copyOf(also);
        if (steps.isEmpty()) {
            throw new IllegalArgumentException("a plan has a step");
        }
    }

    RemedyPlan with(List<RemedyStep> others) {
        return new RemedyPlan(finding, question, others, loss, typedConfirmation, unmet, also);
    }

    /// Whether its steps are observed one by one, and its targets once more before the first.
    boolean isChecked() {
        return steps.stream().anyMatch(RemedyStep::isChecked);
    }
}
