package dev.watchkeeper.ssh;

import static org.assertj.core.api.Assertions.assertThat;

import dev.watchkeeper.Slack;
import dev.watchkeeper.inventory.Host;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Isolated;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;

/// The nine ways to stall, two hosts of each, beside three good ones.
@Isolated("measures deadlines")
class StallTest {
    private static final Duration LIMIT = Duration.ofSeconds(8);
    private static final String LONG = Processes.unique(4242);
    private static final String TRICKLE = "trickle-" + LONG;
    private static final RemoteCommand HELLO = RemoteCommand.of("echo", "hello");

    @TempDir private Path folder;
    private LoopbackSshd server;
    private Console console;
    private final Slack slack = Slack.measured();
    private final List<AutoCloseable> open = new ArrayList<>();
    private final Map<Host, RemoteCommand> stalled = new LinkedHashMap<>();
    private final Map<String, SshOutcome.Phase> expected = new LinkedHashMap<>();
    private final Stall.FreezePoint[] freezes = {
        new Stall.FreezePoint(0), new Stall.FreezePoint(1300), new Stall.FreezePoint(4000)
    };

    @BeforeEach
    void listen() {
        server = LoopbackSshd.start();
        console = new Console(folder);
    }

    @AfterEach
    void close() throws Exception {
        slack.close();
        console.close();
        for (Stall.FreezePoint freeze : freezes) {
            freeze.release();
        }
        for (AutoCloseable listener : open) {
            listener.close();
        }
        server.close();
    }

    // fault 37
    @Test
    void allNineEndAtTheDeadlineAndNothingIsLeftAndTheGoodOnesAreNotDelayed() throws Exception {
        List<Host> good = List.of(good("good1"), good("good2"), good("good3"));
        for (Host host : good) {
            assertThat(console.remote.run(host, HELLO, Duration.ofMinutes(1)))
                    .isInstanceOf(SshOutcome.Completed.class);
        }
        long alone = slowest(all(good, HELLO));
        for (int copy = 1; copy <= 2; copy++) {
            addStalls(copy);
        }

        Map<Host, RemoteCommand> everything = new LinkedHashMap<>(stalled);
        good.forEach(host -> everything.put(host, HELLO));
        Map<String, SshOutcome> outcomes = all(everything);

        for (Host host : stalled.keySet()) {
            assertThat(outcomes.get(host.name()))
                    .as(host.name())
                    .isInstanceOfSatisfying(
                            SshOutcome.Failed.class, failed -> assertStalled(host, failed));
        }
        Map<String, SshOutcome> healthy = new LinkedHashMap<>(outcomes);
        healthy.keySet().removeIf(name -> !name.startsWith("good"));
        assertThat(healthy).hasSize(3);
        assertThat(healthy.values()).allMatch(o -> o instanceof SshOutcome.Completed);
        assertThat(slowest(healthy)).isLessThan(alone + 1000 + slack.allowed().toMillis());

        Eventually.holds(() -> console.remote.abandoned() == 0);
        Eventually.holds(() -> threadsOf("ssh-resolve") == 0);
        Eventually.holds(() -> Processes.matching("sleep " + LONG).isEmpty());
        Eventually.holds(() -> Processes.matching(TRICKLE).isEmpty());
        // The relays hold their connections as a frozen network does.
        Stream.of(freezes).forEach(Stall.FreezePoint::release);
        for (AutoCloseable listener : open) {
            listener.close();
        }
        Eventually.holds(() -> server.server.getActiveSessions().size() == good.size());
    }

    private void assertStalled(Host host, SshOutcome.Failed failed) {
        assertThat(failed.reason()).as(host.name()).isEqualTo(SshOutcome.Reason.TIMED_OUT);
        assertThat(failed.took()).as(host.name()).isLessThan(LIMIT.plus(slack.allowed()));
        assertThat(failed.phase())
                .as(host.name())
                .isEqualTo(expected.get(host.name().replaceAll("\\d", "")));
        assertThat(failed.text()).startsWith(host.name());
    }

    private void addStalls(int copy) {
        stall("syn-dropped", copy, Stall.synDropped(), SshOutcome.Phase.CONNECT);
        stall("silent", copy, Stall.silent(), SshOutcome.Phase.KEY_EXCHANGE);
        stall("banner", copy, Stall.bannerOnly(), SshOutcome.Phase.KEY_EXCHANGE);
        stall("dripping", copy, Stall.dripping(), SshOutcome.Phase.KEY_EXCHANGE);
        stall("stopped", copy, frozen(freezes[0]), SshOutcome.Phase.KEY_EXCHANGE);
        stallInAuthentication(copy);
        command("exec", copy, RemoteCommand.of("sleep", LONG));
        command(
                "trickle",
                copy,
                RemoteCommand.of("sh", "-c", "while echo " + TRICKLE + "; do sleep 0.2; done"));
        frozenInTheMiddle(copy);
    }

    private void stall(String name, int copy, Stall stall, SshOutcome.Phase phase) {
        open.add(stall);
        Host host = console.host(name + copy, stall.port(), Optional.empty(), Optional.empty());
        stalled.put(host, HELLO);
        expected.put(name, phase);
    }

    /// A server that takes the key exchange and then thinks about the key for ever.
    private void stallInAuthentication(int copy) {
        var slow =
                LoopbackSshd.start(
                        LoopbackSshd.ecdsaKey(),
                        List.of("sh", "-c"),
                        tuned ->
                                tuned.setPublickeyAuthenticator((user, key, session) -> {
                                    Closing.quietly(() -> freezes[0].await());
                                    return false;
                                }));
        open.add(slow);
        stalled.put(console.trusted("auth" + copy, slow), HELLO);
        expected.put("auth", SshOutcome.Phase.AUTHENTICATE);
    }

    private void command(String name, int copy, RemoteCommand command) {
        stalled.put(console.trusted(name + copy, server), command);
        expected.put(name, SshOutcome.Phase.RUN);
    }

    /// A connection that freezes after the session had been used once.
    private void frozenInTheMiddle(int copy) {
        var point = new Stall.FreezePoint(Long.MAX_VALUE);
        Stall relay = frozen(point);
        open.add(relay);
        open.add(point::release);
        console.know(
                "[127.0.0.1]:" + relay.port() + " " + server.knownHostsLine().split(" ", 2)[1]);
        Host host =
                console.host(
                        "frozen" + copy,
                        relay.port(),
                        Optional.of(server.authorize(folder)),
                        Optional.empty());
        assertThat(console.remote.run(host, HELLO, Duration.ofMinutes(1)))
                .isInstanceOf(SshOutcome.Completed.class);
        stalled.put(host, RemoteCommand.of("sh", "-c", "echo before; sleep " + LONG));
        point.freezeAfterNow(600);
        expected.put("frozen", SshOutcome.Phase.RUN);
    }

    private Stall frozen(Stall.FreezePoint point) {
        return Stall.before(server.port(), point);
    }

    private Host good(String name) {
        return console.trusted(name, server);
    }

    private Map<String, SshOutcome> all(List<Host> hosts, RemoteCommand command)
            throws InterruptedException, ExecutionException {
        Map<Host, RemoteCommand> commands = new LinkedHashMap<>();
        hosts.forEach(host -> commands.put(host, command));
        return all(commands);
    }

    private Map<String, SshOutcome> all(Map<Host, RemoteCommand> commands)
            throws InterruptedException, ExecutionException {
        Map<String, Future<SshOutcome>> futures = new LinkedHashMap<>();
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            commands.forEach((host, command) -> {
                Callable<SshOutcome> run = () -> console.remote.run(host, command, LIMIT);
                futures.put(host.name(), threads.submit(run));
            });
        }
        Map<String, SshOutcome> outcomes = new LinkedHashMap<>();
        for (var entry : futures.entrySet()) {
            outcomes.put(entry.getKey(), entry.getValue().get());
        }
        return outcomes;
    }

    private static long slowest(Map<String, SshOutcome> outcomes) {
        return outcomes.values().stream().mapToLong(o -> o.took().toMillis()).max().orElseThrow();
    }

    private static long threadsOf(String name) {
        return Thread.getAllStackTraces().keySet().stream()
                .filter(thread -> thread.getName().startsWith(name))
                .count();
    }
}
