package dev.watchkeeper.remedy;

import dev.watchkeeper.inventory.Host;
import dev.watchkeeper.ssh.Remote;
import dev.watchkeeper.ssh.RemoteCommand;
import dev.watchkeeper.ssh.SshOutcome;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.BiConsumer;

/// One script on one host, waited for until it ends, its limit passes or it is cancelled.
record ScriptCall(Remote remote, Host host, Cancellation cancellation) {
    // The outcome of a cancelled run is due within a second of the wish.
    private static final Duration CANCEL_ANSWER = Duration.ofMillis(700);
    private static final Duration OVERTIME = Duration.ofSeconds(5);

    /// How the connection ended; empty when it had not said so by then.
    Optional<SshOutcome> run(
            RemoteCommand command, Duration limit, BiConsumer<Remote.Stream, String> heard) {
        var ended = new CompletableFuture<SshOutcome>();
        var listener =
                new Remote.OutputListener() {
                    @Override
                    public void output(Remote.Stream stream, String text) {
                        heard.accept(stream, text);
                    }

                    @Override
                    public void ended(SshOutcome outcome) {
                        ended.complete(outcome);
                    }
                };
        cancellation.running(remote.start(host, command, limit, listener));
        try {
            CompletableFuture.anyOf(ended, cancellation.asked())
                    .get(limit.plus(OVERTIME).toMillis(), TimeUnit.MILLISECONDS);
            if (cancellation.isAsked()) {
                ended.get(CANCEL_ANSWER.toMillis(), TimeUnit.MILLISECONDS);
            }
        } catch (TimeoutException | ExecutionException e) {
            // What has come by now is all that will be known.
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            cancellation.nothingRuns();
        }
        return Optional.ofNullable(ended.getNow(null));
    }
}
