package dev.watchkeeper.remedy;

/// How one step ended.
sealed interface StepResult {
    String text();

    /// It did what it was to do, or it was done already.
    ///
    /// @param left what is not gone although nothing more can be done; may be empty
    record Done(String text, String left) implements StepResult {
        Done(String text) {
            this(text, "");
        }
    }

    /// Nothing was touched.
    record Refused(String text) implements StepResult {}

    /// It was tried, and did not come to its end.
    record Failed(String text) implements StepResult {}

    /// What came of it is not known.
    record Unknown(String text) implements StepResult {}

    /// Stopped by the user.
    record Cancelled(String text) implements StepResult {}
}
