package dev.watchkeeper.remedy;

/// How one step ended.
sealed interface StepResult {
    String text();

    /// It did what it was to do, or it was done already.
    record Done(String text) implements StepResult {}

    /// Nothing was touched.
    record Refused(String text) implements StepResult {}

    /// It was tried, and did not come to its end.
    record Failed(String text) implements StepResult {}

    /// What came of it is not known.
    record Unknown(String text) implements StepResult {}

    /// Stopped by the user.
    record Cancelled(String text) implements StepResult {}
}
