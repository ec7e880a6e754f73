package dev.watchkeeper.demo;

import static org.assertj.core.api.Assertions.assertThat;

import dev.watchkeeper.host.RemoteProcess;
import dev.watchkeeper.ssh.Remote;
import dev.watchkeeper.ssh.RemoteCommand;
import dev.watchkeeper.ssh.SshOutcome;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Predicate;

/// What the remedies' scripts get for an answer, over the product's own SSH.
final class DemoScriptsTest {
    private static final String NONCE = "n0";
    private static final AtomicInteger RUNS = new AtomicInteger();

    private Demo demo;
    private Console console;

    @BeforeEach
    void start() throws Exception {
        start(Certbot.STEP);
    }

    private void start(Duration step) throws Exception {
        demo = Demo.start(InstantSource.system(), step);
        console = new Console(demo, InstantSource.system());
    }

    @AfterEach
    void stop() throws Exception {
        console.close();
        demo.close();
    }

    @Test
    void oneClickEndsAllRunsAndOneOfThemTakesAKill() throws Exception {
        List<RemoteProcess> runs = processes("ant-queen", p -> !p.user().equals("root"));

        List<String> lines = signal("ant-queen", runs);

        assertThat(lines).last().isEqualTo("end");
        assertThat(lines).filteredOn(l -> l.startsWith("sent KILL")).hasSize(1);
        assertThat(lines).noneMatch(l -> l.startsWith("left") || l.startsWith("refused"));
        assertThat(processes("ant-queen", p -> p.command().equals("ansible-playboo"))).isEmpty();
    }

    @Test
    void whatWaitsOnTheMountIsLeftWithItsWaitChannel() throws Exception {
        List<RemoteProcess> waiting = processes("builder31", p -> p.command().equals("df"));

        List<String> lines = signal("builder31", waiting);

        assertThat(lines)
                .contains("left " + waiting.getFirst().key().pid() + " S request_wait_answer");
        assertThat(processes("builder31", p -> p.command().equals("df"))).hasSize(7);
    }

    @Test
    void theListenerOfSshAndAProcessThatIsAnotherByNowAreRefused() throws Exception {
        RemoteProcess listener = processes("builder31", p -> p.command().equals("sshd")).getFirst();
        RemoteProcess etcd = processes("builder31", p -> p.command().equals("etcd")).getFirst();
        var words = new ArrayList<>(target(etcd));
        words.set(1, "1");
        words.addAll(target(listener));

        List<String> lines = script("builder31", "signal", frame("builder31", "1"), words);

        assertThat(lines)
                .containsExactly(
                        "refused " + etcd.key().pid() + " start",
                        "refused " + listener.key().pid() + " sshd",
                        "end");
    }

    @Test
    void anotherBootIsRefused() throws Exception {
        assertThat(script("builder31", "signal", List.of("other", "sudo", "1"), List.of()))
                .containsExactly("refused - boot", "end");
    }

    @Test
    void abortAndUnmountAnswerAsTheHostsScriptsDo() throws Exception {
        var frame = frame("builder1");

        assertThat(script("builder1", "abort-fuse", frame, List.of("/mnt/build", "52")))
                .containsExactly("aborted 52 0", "end");
        assertThat(script("builder1", "abort-fuse", frame, List.of("/mnt/build", "52")))
                .containsExactly("refused - no-fusectl", "end");
        var words = List.of("/mnt/build", "/mnt/build", "0:52", "force");
        assertThat(script("builder1", "unmount", frame, words))
                .containsExactly("unmounted force", "end");
        assertThat(script("builder1", "unmount", frame, words))
                .containsExactly("refused - unmounted", "end");
    }

    @Test
    void aLazyUnmountComesAfterABusyOne() throws Exception {
        var words = List.of("/mnt/build", "/mnt/build", "0:52", "lazy");

        assertThat(script("builder31", "unmount", frame("builder31"), words))
                .containsExactly("busy force 32", "unmounted lazy", "end");
        assertThat(processes("builder31", p -> p.command().equals("df"))).isEmpty();
    }

    @Test
    void theRenewalFailsWhileTheOldestRunHoldsTheLockAndThenServesANewCertificateEverywhere()
            throws Exception {
        var client = new BoxClient(demo);
        var before = client.leaf(Certificates.DOCS, "proxy1").getSerialNumber();

        var locked = renew(Certificates.DOCS);
        assertThat(locked.stdout())
                .contains("\nAnother instance of Certbot is already running.")
                .endsWith(NONCE + " exit 1\n" + NONCE + " end\n");
        assertThat(client.leaf(Certificates.DOCS, "proxy1").getSerialNumber()).isEqualTo(before);

        signal("ant-queen", processes("ant-queen", p -> !p.user().equals("root")));
        var free = renew(Certificates.DOCS);
        assertThat(free.stdout())
                .contains("Congratulations, all renewals succeeded")
                .contains(NONCE + " exit 0\n");
        var after = client.leaf(Certificates.DOCS, "proxy1").getSerialNumber();
        assertThat(after).isNotEqualTo(before);
        assertThat(client.leaf(Certificates.DOCS, "proxy2").getSerialNumber()).isEqualTo(after);

        assertThat(renew(Certificates.DOCS).stdout()).contains("not yet due for renewal");
    }

    // fault 58
    @Test
    void aRenewalGoesOnWhenItsCallerIsGoneAndEndsWhenItIsAskedTo() throws Exception {
        stop();
        // Else it might come to its end by itself before it is asked to.
        start(Duration.ofMinutes(5));
        signal("ant-queen", processes("ant-queen", p -> !p.user().equals("root")));
        var before = new BoxClient(demo).leaf(Certificates.DOCS, "proxy2").getSerialNumber();
        var started = new CountDownLatch(1);
        var ended = new CompletableFuture<SshOutcome>();

        var running =
                console.remote()
                        .start(
                                demo.fleet().host("ant-queen").orElseThrow(),
                                renewal(Certificates.DOCS),
                                Console.LIMIT,
                                new Listener(started, ended));
        assertThat(started.await(60, TimeUnit.SECONDS)).isTrue();
        running.cancel();
        var outcome = (SshOutcome.Failed) ended.get(60, TimeUnit.SECONDS);
        assertThat(outcome.reason()).isEqualTo(SshOutcome.Reason.CANCELLED);

        String run = "r%012x".formatted(RUNS.get() - 1);
        assertThat(script("ant-queen", "runs", List.of(), List.of()))
                .anyMatch(l -> l.startsWith("fate " + run + " - running "));
        assertThat(script("ant-queen", "end-run", List.of(), List.of(run)))
                .containsExactly("cancelled", "end");
        assertThat(script("ant-queen", "attach", List.of(), List.of(run, "0", "5")))
                .anyMatch(l -> l.startsWith("about " + run))
                .endsWith("cancelled", "end");
        assertThat(new BoxClient(demo).leaf(Certificates.DOCS, "proxy2").getSerialNumber())
                .isEqualTo(before);
    }

    private SshOutcome.Completed renew(String name) {
        return (SshOutcome.Completed)
                console.remote()
                        .run(
                                demo.fleet().host("ant-queen").orElseThrow(),
                                renewal(name),
                                Console.LIMIT);
    }

    private static RemoteCommand renewal(String name) {
        return RemoteCommand.script(
                "# watchkeeper renew 2\n",
                NONCE,
                "sudo",
                "00ff",
                "r%012x".formatted(RUNS.getAndIncrement()),
                "60",
                "15",
                "6d65",
                "646f6373",
                "certbot",
                "renew",
                "--cert-name",
                name);
    }

    private List<String> signal(String host, List<RemoteProcess> processes) throws Exception {
        var words = new ArrayList<String>();
        processes.forEach(p -> words.addAll(target(p)));
        return script(host, "signal", frame(host, "5"), words);
    }

    private static List<String> target(RemoteProcess p) {
        return List.of(
                String.valueOf(p.key().pid()),
                String.valueOf(p.key().startTicks()),
                p.user(),
                "=" + p.command(),
                "^" + p.line().substring(0, Math.min(8, p.line().length())));
    }

    private List<String> frame(String host, String... more) {
        var words = new ArrayList<>(List.of(console.inspect(host).bootId(), "sudo"));
        words.addAll(List.of(more));
        return words;
    }

    private List<String> script(String host, String name, List<String> frame, List<String> words) {
        var all = new ArrayList<>(List.of(NONCE));
        all.addAll(frame);
        all.addAll(words);
        var command =
                RemoteCommand.script(
                        "# watchkeeper " + name + " 1\n'never' run\n", all.toArray(String[]::new));
        var outcome =
                console.remote().run(demo.fleet().host(host).orElseThrow(), command, Console.LIMIT);
        return ((SshOutcome.Completed) outcome)
                .stdout()
                .lines()
                .filter(l -> l.startsWith(NONCE + " "))
                .map(l -> l.substring(NONCE.length() + 1))
                .toList();
    }

    private List<RemoteProcess> processes(String host, Predicate<RemoteProcess> which) {
        return console.inspect(host).processes().stream().filter(which).toList();
    }

    private record Listener(CountDownLatch started, CompletableFuture<SshOutcome> outcome)
            implements Remote.OutputListener {
        @Override
        public void output(Remote.Stream stream, String text) {
            started.countDown();
        }

        @Override
        public void ended(SshOutcome ended) {
            outcome.complete(ended);
        }
    }
}
