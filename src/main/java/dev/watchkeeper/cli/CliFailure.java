package dev.watchkeeper.cli;

/// A command cannot do what it was asked, for a reason that the user can mend. The message says
/// what and how; the exit status is 3.
public final class CliFailure extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public CliFailure(String message) {
        super(message);
    }
}
