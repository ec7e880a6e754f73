package dev.watchkeeper.app;

/// The main class. It does not extend `Application`, so that JavaFX starts from the class path.
public final class Launcher {
    private Launcher() {}

    /// Runs the command line and exits with its status.
    public static void main(String[] args) {
        System.out.println("watchkeeper " + args.length);
    }
}
