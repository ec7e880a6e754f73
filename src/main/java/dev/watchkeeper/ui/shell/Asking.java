package dev.watchkeeper.ui.shell;

import dev.watchkeeper.finding.Finding;
import dev.watchkeeper.finding.FindingKey;
import dev.watchkeeper.monitor.Report;
import dev.watchkeeper.ssh.HostKeyProblem;
import dev.watchkeeper.ui.fx.Background;
import dev.watchkeeper.ui.fx.FxGuard;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Executor;
import java.util.function.Consumer;

/// Asks the engine on the user's behalf, and says when that could not be done.
final class Asking {
    private static final Logger LOG = LoggerFactory.getLogger(Asking.class);

    private final Services services;
    private final Executor fx;
    private final Background background;
    private final Consumer<String> failed;

    /// @param fx the JavaFX thread
    /// @param failed shows a sentence, on the JavaFX thread
    Asking(Services services, Executor fx, Consumer<String> failed) {
        this.services = services;
        this.fx = fx;
        this.background = new Background(fx);
        this.failed = failed;
    }

    Background background() {
        return background;
    }

    /// Observes everything now.
    void everything() {
        tellFailure("Not everything could be asked", services.engine().refreshAll());
    }

    /// Observes the target of a finding again.
    void again(FindingKey key) {
        tellFailure("It could not be checked again", services.engine().verify(Set.of(key)));
    }

    /// Stores an unknown host key and observes its host again.
    void acceptKey(Finding finding, HostKeyProblem problem) {
        background.run(
                () -> {
                    FxGuard.refuseOnFxThread("storing a host key");
                    services.acceptHostKey().accept(problem);
                    return finding.key();
                },
                this::again,
                why ->
                        failed.accept(
                                "The key of " + problem.host() + " could not be stored: " + why));
    }

    private void tellFailure(String what, CompletableFuture<Report> answer) {
        answer.exceptionally(fault -> {
            fx.execute(() -> tell(what, fault));
            return services.engine().latest();
        });
    }

    private void tell(String what, Throwable fault) {
        Throwable cause =
                fault instanceof CompletionException && fault.getCause() != null
                        ? fault.getCause()
                        : fault;
        LOG.warn(what, cause);
        String why = cause.getMessage() == null ? cause.toString() : cause.getMessage();
        failed.accept(what + ": " + why);
    }
}
