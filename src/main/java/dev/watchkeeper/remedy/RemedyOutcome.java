package dev.watchkeeper.remedy;

/// How a remedy ended. Only [Fixed] says that the problem is gone.
public sealed interface RemedyOutcome {
    /// One or two sentences for a person, with the next step where there is one.
    String text();

    /// Observed again, and the finding is gone.
    record Fixed(String text) implements RemedyOutcome {}

    /// The steps ran, and the finding is still there.
    record NotFixed(String text) implements RemedyOutcome {}

    /// A step failed; the rest did not run.
    ///
    /// @param step index of the step
    record StepFailed(int step, String text) implements RemedyOutcome {}

    /// Nothing was done: the target is not the one that was previewed, is forbidden, or the intent
    /// could not be written.
    record Refused(String text) implements RemedyOutcome {}

    /// Stopped by the user; the text says what is left on the host.
    record Cancelled(String text) implements RemedyOutcome {}

    /// The connection was lost or the deadline passed while a step ran: what came of it is not
    /// known.
    record Unknown(String text) implements RemedyOutcome {}
}
