package dev.watchkeeper.ssh;

import dev.watchkeeper.inventory.Host;

import java.net.InetAddress;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.function.Function;

/// Runs commands over SSH. One attempt has its own socket, its own sessions and its own virtual
/// thread; one budget covers names, TCP, key exchange, authentication, channel, command and the
/// rest of its output. At the deadline a platform thread gives the verdict, closes the socket and
/// interrupts the attempt; nobody waits for what is left.
///
/// Sessions are kept between operations on a host. One that has died meanwhile is replaced within
/// the same budget, unless the command may have begun. One in which a deadline struck is not used
/// again.
///
/// The command is ended on the host too when the connection is (see [CommandWrapper]). Output
/// beyond the caps is thrown away: the outcome is `Completed` and truncated when the command ends
/// by itself soon, else it is ended and `Failed` with [SshOutcome.Reason#PROTOCOL].
public final class SshRemote implements Remote, AutoCloseable {
    private static final Duration CANCEL_GRACE = Duration.ofMillis(800);

    private final Watchdog watchdog = new Watchdog();
    private final Closing closing = new Closing();
    private final CommandWrapper wrapper = new CommandWrapper(new SecureRandom());
    private final Execution execution = new Execution(wrapper, closing);
    private final Set<Operation> running = ConcurrentHashMap.newKeySet();
    private final Gate gate;
    private final Routes routes;
    private final NameLookup lookup;
    private final CommandChannels channels;
    private final KeptSessions sessions;
    private volatile boolean closed;

    /// @param fleet finds a jump host by its name in the fleet
    public SshRemote(
            Function<String, Optional<Host>> fleet,
            KnownHosts knownHosts,
            Credentials credentials,
            SshConfig config,
            SshSettings settings) {
        this(fleet, knownHosts, credentials, config, settings, InetAddress::getAllByName);
    }

    SshRemote(
            Function<String, Optional<Host>> fleet,
            KnownHosts knownHosts,
            Credentials credentials,
            SshConfig config,
            SshSettings settings,
            NameLookup.Resolver resolver) {
        gate = new Gate(settings.concurrent());
        routes = new Routes(fleet, config, settings);
        lookup = new NameLookup(resolver);
        sessions = new KeptSessions(watchdog, settings.idle());
        var identities = new Identities(credentials, new AgentKeys());
        var opener = new SessionOpener(knownHosts, identities, credentials);
        var connector = new Connector(new Dialer(lookup), opener, closing);
        channels = new CommandChannels(sessions, connector, execution);
    }

    @Override
    public SshOutcome run(Host host, RemoteCommand command, Duration limit) {
        Operation operation = begin(host, command, limit, Optional.empty());
        try {
            return operation.verdict().get();
        } catch (InterruptedException e) {
            operation.end(SshOutcome.Reason.CANCELLED, "cancelled by its caller");
            Thread.currentThread().interrupt();
            return operation.verdict().join();
        } catch (ExecutionException e) {
            throw new IllegalStateException("a verdict is never an exception", e);
        }
    }

    @Override
    public RunningCommand start(
            Host host, RemoteCommand command, Duration limit, OutputListener listener) {
        Operation operation = begin(host, command, limit, Optional.of(new LiveOutput(listener)));
        return () -> cancel(operation);
    }

    @Override
    public int abandoned() {
        long left = running.stream().filter(o -> o.verdict().isDone()).count();
        return (int) left + closing.pending() + lookup.abandoned();
    }

    /// Sessions that stand ready.
    public int keptSessions() {
        return sessions.size();
    }

    @Override
    public void close() {
        closed = true;
        running.forEach(SshRemote::endAsClosing);
        sessions.close();
        watchdog.close();
    }

    private Operation begin(
            Host host, RemoteCommand command, Duration limit, Optional<LiveOutput> live) {
        var output = new Output(wrapper.nonce(), command, live);
        var operation = new Operation(host.name(), limit, output);
        var _ =
                operation
                        .verdict()
                        .thenAccept(outcome -> live.ifPresent(listener -> listener.end(outcome)));
        running.add(operation);
        // Looked at after the operation can be found: either close() ends it, or this does.
        if (closed) {
            endAsClosing(operation);
            running.remove(operation);
            return operation;
        }
        Future<?> deadline = watchdog.after(limit, operation::expire);
        var _ = operation.verdict().thenRun(() -> deadline.cancel(false));
        Thread attempt =
                Thread.ofVirtual()
                        .name("ssh-" + host.name())
                        .unstarted(() -> attempt(operation, host, command));
        operation.runOn(attempt);
        attempt.start();
        return operation;
    }

    private static void endAsClosing(Operation operation) {
        operation.end(SshOutcome.Reason.CANCELLED, "the console is closing");
    }

    private void cancel(Operation operation) {
        operation.cancelRequested();
        if (operation.phase().compareTo(SshOutcome.Phase.RUN) < 0) {
            operation.end(SshOutcome.Reason.CANCELLED, "cancelled before the command had begun");
            return;
        }
        closing.inBackground(operation::askToEnd);
        var _ =
                watchdog.after(
                        CANCEL_GRACE,
                        () ->
                                operation.end(
                                        SshOutcome.Reason.CANCELLED,
                                        "cancelled; whether the command has ended on the host is"
                                                + " unknown"));
    }

    private void attempt(Operation operation, Host host, RemoteCommand command) {
        // Ended before it had a thread: it takes no turn.
        if (operation.verdict().isDone()) {
            running.remove(operation);
            return;
        }
        try (var _ = gate.enter(host.name(), operation)) {
            perform(operation, host, command);
        } catch (SshFault fault) {
            operation.conclude(fault);
        } catch (InterruptedException | CancellationException e) {
            // The verdict has been given, or the watchdog is about to give it.
        } catch (RuntimeException e) {
            operation.end(SshOutcome.Reason.BROKEN, "a fault of this program: " + e);
        } finally {
            running.remove(operation);
        }
    }

    private void perform(Operation operation, Host host, RemoteCommand command)
            throws SshFault, InterruptedException {
        operation.enter(SshOutcome.Phase.RESOLVE);
        List<Target> route = routes.to(host);
        byte[] text = execution.textOf(operation, command);
        CommandChannels.Open open = channels.open(operation, host.name(), route, text);
        SshOutcome outcome = execution.run(operation, open.channel(), text);
        // Kept before the verdict is heard, so that whoever hears it finds the session in its
        // place.
        // Nobody else takes it meanwhile: this operation still holds the host's turn.
        if (outcome instanceof SshOutcome.Completed) {
            sessions.keep(host.name(), open.chain());
        }
        if (!operation.conclude(outcome) || !(outcome instanceof SshOutcome.Completed)) {
            sessions.discard(host.name(), open.chain());
        }
    }
}
