package dev.watchkeeper.remedy;

import static org.assertj.core.api.Assertions.assertThat;

import dev.watchkeeper.remedy.RemedyStep.Action;
import dev.watchkeeper.ssh.SshOutcome;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

final class JudgeTest {
    private static final Action ABORT = new Action.AbortFuse(52, "/mnt/build", Samples.BOOT);
    private static final Action UNMOUNT =
            new Action.Unmount(
                    "/mnt/build", "0:52", Action.Unmount.Which.UNLESS_IT_ANSWERS, Samples.BOOT);
    private static final Action CONTINUE =
            new Action.Continue(Samples.process(812, 'T', "sshfs", "sshfs x"));

    @Test
    void anAbortThatFreedAllIsDone() {
        assertThat(judge(ABORT, "aborted 52 0", "end"))
                .isEqualTo(
                        new StepResult.Done(
                                "FUSE connection 52 was aborted; nothing waits on it."));
    }

    // fault 55
    @Test
    void sudoThatWantsAPasswordIsNamedAndNothingWasDone() {
        StepResult result = judge(ABORT, "refused - password", "end");
        assertThat(result).isInstanceOf(StepResult.Refused.class);
        assertThat(result.text()).contains("sudo needs a password");
    }

    // fault 52
    @Test
    void aHostThatTakesNoLockIsNamedFullOrReadOnly() {
        var renew = new Action.Renew(Samples.renewal("true"));
        StepResult result = judge(renew, "refused - full", "end");
        assertThat(result).isInstanceOf(StepResult.Refused.class);
        assertThat(result.text()).contains("/tmp takes no lock: it is full or read-only");
    }

    // Nobody may hear that nothing was done when TERM went out.
    @Test
    void aProcessThatTookTermAndThenHadOtherArgumentsIsNoRefusal() {
        var signal = new Action.Signal(List.of(Samples.process(7, 'S', "nginx", "nginx: worker")));
        StepResult result = judge(signal, "sent TERM 7", "refused 7 arguments", "end");
        assertThat(result).isInstanceOf(StepResult.Failed.class);
        assertThat(result.text()).startsWith("0 of 1 have ended; pid 7 was not touched");
    }

    // fault 68
    @Test
    void aMountSwappedAfterThePreviewIsLeftAlone() {
        StepResult result = judge(UNMOUNT, "refused - other-mount", "end");
        assertThat(result).isInstanceOf(StepResult.Refused.class);
        assertThat(result.text()).contains("something else is mounted there by now");
    }

    @Test
    void aMountThatIsGoneAlreadyNeedsNothing() {
        assertThat(judge(UNMOUNT, "refused - unmounted", "end"))
                .isInstanceOf(StepResult.Done.class);
    }

    @Test
    void aMountThatWasBusyIsDetached() {
        assertThat(judge(UNMOUNT, "busy force 32", "unmounted lazy", "end"))
                .isEqualTo(new StepResult.Done("/mnt/build is unmounted."));
    }

    @Test
    void aMountThatIsOnlyDetachedIsNotSaidToBeUnmounted() {
        StepResult held = judge(UNMOUNT, "user 7", "user 8", "unmounted lazy held", "end");
        assertThat(((StepResult.Done) held).left())
                .isEqualTo(
                        "/mnt/build is detached, not unmounted: pid 7, pid 8 keep it; it is gone"
                                + " when that ends");
        StepResult unknown = judge(UNMOUNT, "busy force 32", "unmounted lazy -", "end");
        assertThat(((StepResult.Done) unknown).left())
                .contains("who has something of it open keeps it");
        assertThat(unknown.text()).doesNotContain("unmounted");
    }

    @Test
    void aProcessThatWaitsForNoMountIsSaidToNeedARestart() {
        var process = Samples.process(7, 'D', "dd", "dd");
        var signal =
                new Action.Signal(
                        List.of(
                                new dev.watchkeeper.host.RemoteProcess(
                                        process.key(),
                                        1,
                                        7,
                                        7,
                                        "root",
                                        'D',
                                        "dd",
                                        process.arguments(),
                                        process.waitChannel(),
                                        process.age(),
                                        1,
                                        process.contextSwitches(),
                                        1,
                                        false,
                                        java.util.Optional.empty())));
        assertThat(judge(signal, "left 7 D -", "end").text())
                .contains("no signal reaches pid 7 (state D: it ends when")
                .contains("or with a restart of the host");
    }

    @Test
    void aMountThatStaysIsAFailure() {
        assertThat(judge(UNMOUNT, "busy force 32", "left lazy 1", "end"))
                .isEqualTo(
                        new StepResult.Failed(
                                "/mnt/build is still mounted; umount ended with status 1."));
    }

    @Test
    void aServerThatStaysStoppedIsAFailure() {
        assertThat(judge(CONTINUE, "sent CONT 812", "state 812 T", "end"))
                .isInstanceOf(StepResult.Failed.class);
        assertThat(judge(CONTINUE, "sent CONT 812", "state 812 S", "end"))
                .isEqualTo(new StepResult.Done("Process 812 runs again."));
    }

    @Test
    void aProcessThatNoSignalReachesIsSaidToWaitOnItsMount() {
        var signal = new Action.Signal(List.of(Samples.process(4711, 'D', "df", "df -h")));
        StepResult result =
                judge(signal, "sent TERM 4711", "sent KILL 4711", "left 4711 D folio_lock", "end");
        assertThat(result)
                .isEqualTo(
                        new StepResult.Failed(
                                "0 of 1 have ended; no signal reaches pid 4711 (state D in"
                                        + " folio_lock, waits on /mnt/build: free that mount)."));
    }

    @Test
    void aReplyWithoutItsEndIsUnknown() {
        assertThat(judge(ABORT, "aborted 52 0")).isInstanceOf(StepResult.Unknown.class);
        assertThat(judge(new Action.Signal(List.of(Samples.process(4711, 'S', "df", "df"))), "end"))
                .isInstanceOf(StepResult.Unknown.class);
    }

    @Test
    void aConnectionThatWasNeverMadeDidNothing() {
        var failed =
                new SshOutcome.Failed(
                        Duration.ZERO,
                        SshOutcome.Phase.CONNECT,
                        SshOutcome.Reason.REFUSED,
                        "builder31 refuses connections",
                        "",
                        "");
        assertThat(Judge.of(ABORT, new Reply(List.of(), List.of(), Optional.of(failed), false)))
                .isEqualTo(
                        new StepResult.Failed("Nothing was done: builder31 refuses connections"));
    }

    // fault 69
    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "/",
                "mnt",
                "/..",
                "/mnt/..",
                "/mnt/../etc",
                "/mnt//x",
                "/mnt/",
                "/a\nb"
            })
    void unsafePathsAreRefused(String path) {
        assertThat(SafePath.isSafe(path)).isFalse();
    }

    @Test
    void plainPathsAreSafe() {
        assertThat(SafePath.isSafe("/mnt/build farm/..x")).isTrue();
        assertThat(Commands.asMountinfo("/mnt/build farm\\x"))
                .isEqualTo("/mnt/build\\040farm\\134x");
    }

    @Test
    void onlyThePlainBeginningOfATextIsCompared() {
        assertThat(Commands.pattern("sleep  300 ", true)).isEqualTo("=sleep 300");
        assertThat(Commands.pattern("python x\u202ey", true)).isEqualTo("^python x");
        assertThat(Commands.pattern("", true)).isEqualTo("-");
        assertThat(Commands.pattern("a".repeat(300), true)).isEqualTo("^" + "a".repeat(100));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "gone 50|Failed|has ended by itself: start it",
                "refused 50 test|Refused|does not pass its own test",
                "refused 50 no-test|Refused|/usr/sbin/nginx is not there to test",
                "refused 50 arguments|Refused|was not touched",
                "state 50 -|Failed|ended instead of reloading",
                "state 50 Z|Failed|ended instead of reloading",
                "state 50 S|Done|nginx was asked to reload.",
                "|Unknown|did not say whether it was asked"
            })
    void aReloadIsDoneOnlyWhenItsServerLivesAfterIt(String line, String kind, String text) {
        var master = Samples.process(50, 'S', "nginx", "nginx: master process /usr/sbin/nginx");
        var reload = new Action.Reload("nginx", master, "HUP", List.of("/usr/sbin/nginx", "-t"));
        StepResult result =
                line == null ? judge(reload, "end") : judge(reload, line + suffix(line), "end");
        assertThat(result.getClass().getSimpleName()).isEqualTo(kind);
        assertThat(result.text()).contains(text);
    }

    /// `gone` has a third word, which says what is gone.
    private static String suffix(String line) {
        return line.startsWith("gone") ? " -" : "";
    }

    private static StepResult judge(Action action, String... lines) {
        var done = new SshOutcome.Completed(Duration.ZERO, 0, "", "", false);
        var words = Arrays.stream(lines).map(l -> List.of(l.split(" ", -1))).toList();
        return Judge.of(action, new Reply(words, List.of(), Optional.of(done), false));
    }
}
