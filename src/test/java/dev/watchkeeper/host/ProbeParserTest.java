package dev.watchkeeper.host;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Random;

final class ProbeParserTest {
    private static final String NONCE = "k3l4m5n6";
    private static final Mount.Answer SILENT = new Mount.Answer.Silent(Duration.ofHours(3), 77);
    private static final Mount.Answer ANSWERED = new Mount.Answer.Answered(Duration.ofMillis(20));

    @Test
    void whatTheWriterWritesIsReadBack() {
        var snapshot =
                Snapshots.of(
                        List.of(
                                Snapshots.process(1, "systemd", "/sbin/init"),
                                Snapshots.process(900, "glusterfs", "glusterfs /mnt/gluster one"),
                                Snapshots.stuck(1_000, "df", 'S', "/mnt/gluster one"),
                                Snapshots.stuck(1_001, "python3", 'Z', "/mnt/gluster one")),
                        List.of(
                                Snapshots.mount("/", ANSWERED),
                                Snapshots.fuse("/mnt/gluster one", 52, SILENT, 900),
                                Snapshots.mount(
                                        "/srv", new Mount.Answer.Faulty("Input/output error")),
                                Snapshots.mount("/boot", new Mount.Answer.NotAsked())),
                        true);
        assertThat(parse(ProbeWriter.write(NONCE, snapshot))).contains(snapshot);
    }

    @Test
    void outputWithoutItsEndIsNotCompleteAndSaysWhereItStopped() {
        var snapshot = Snapshots.of(List.of(Snapshots.process(42, "x", "x")), List.of(), false);
        HostSnapshot read = parse(ProbeWriter.write(NONCE, snapshot)).orElseThrow();
        assertThat(read.complete()).isFalse();
        assertThat(read.notes())
                .contains("the probe did not come to its end: the last process it read was pid 42");
    }

    @Test
    void aSnapshotIsReadFromEveryPrefixThatHoldsTheBootId() {
        String all = ProbeWriter.write(NONCE, outage());
        int afterBoot = all.indexOf(Snapshots.BOOT) + Snapshots.BOOT.length() + 1;
        for (int i = 0; i < all.length(); i++) {
            Optional<HostSnapshot> read = parse(all.substring(0, i));
            if (i >= afterBoot) {
                assertThat(read).isPresent();
                assertThat(read.get().complete()).isFalse();
            }
        }
        assertThat(parse(all).orElseThrow().complete()).isTrue();
    }

    // fault 48
    @Test
    void aForgedRowWithoutTheNonceIsNoProcess() {
        String forged = "p 666 1 1 1 S 0 1 1 0 sshd\nguessed1 p 667 1 1 1 S 0 1 1 0 sshd\n";
        var output = ProbeWriter.write(NONCE, outage()).replaceFirst("\n", "\n" + forged);
        assertThat(parse(output).orElseThrow().processes())
                .extracting(p -> p.key().pid())
                .doesNotContain(666L, 667L)
                .contains(1_000L);
    }

    @Test
    void rowsBehindTheEndAreNotRead() {
        String late = NONCE + " p 666 1 1 1 S 0 1 1 0 sshd\n";
        var read = parse(ProbeWriter.write(NONCE, outage()) + late).orElseThrow();
        assertThat(read.process(666)).isEmpty();
    }

    // fault 46
    @Test
    void controlAndBidirectionalCharactersComeOutVisible() {
        String rows =
                head()
                        + row("p 7 1 7 7 S 0 5 1 0 x\u001b[31m\u202e\u001ey")
                        + row("read 7")
                        + row("l /bin/x\u001fa\u0000b\u009b\u001fc\u001f")
                        + row("mount 3 0:9 fuse.x src /mnt/\\012evil");
        HostSnapshot read = parse(rows).orElseThrow();
        RemoteProcess p = read.process(7).orElseThrow();
        assertThat(p.command()).isEqualTo("x\\u{1b}[31m\\u{202e}\\ny");
        assertThat(p.arguments()).contains("/bin/x a\\u{0}b\\u{9b} c");
        assertThat(read.mounts().getFirst().mountPoint()).isEqualTo("/mnt/\\nevil");
    }

    // fault 47
    @Test
    void invalidUtf8BecomesReplacementCharacters() {
        byte[] raw = row("p 7 1 7 7 S 0 5 1 0 a\u00ffb").getBytes(StandardCharsets.ISO_8859_1);
        String decoded = new String(raw, StandardCharsets.UTF_8);
        var read = parse(head() + decoded).orElseThrow();
        assertThat(read.process(7).orElseThrow().command()).isEqualTo("a\ufffdb");
    }

    @Test
    void aRowThatCannotBeReadIsCountedAndTheOthersStay() {
        var read = parse(head() + row("p seven") + row("p 8 1 1 1 S 0 5 1 0 good")).orElseThrow();
        assertThat(read.processes()).hasSize(1);
        assertThat(read.notes()).contains("1 rows of the probe's output could not be read");
    }

    @Test
    void garbageNeverThrows() {
        var random = new Random(20_260_304);
        String all = ProbeWriter.write(NONCE, outage());
        for (int i = 0; i < 3_000; i++) {
            var hurt = new StringBuilder(all);
            for (int k = 0; k < 20; k++) {
                int at = NONCE.length() + random.nextInt(hurt.length() - NONCE.length());
                hurt.setCharAt(at, " \n0-9zZ\u0000\ud800/".charAt(random.nextInt(10)));
            }
            assertThat(parse(hurt.toString())).isNotNull();
        }
    }

    @Test
    void numbersTooLargeForTheirPlaceDoNotOverflow() {
        String most = Long.toString(Long.MAX_VALUE);
        String rows =
                head()
                        + row("p 7 1 7 7 S " + most + " " + most + " " + most + " 0 x")
                        + row("mount 3 0:9 fuse.x src /m")
                        + row("ask 3 silent " + most + " 0");
        var p = parse(rows).orElseThrow().process(7).orElseThrow();
        // The age of a process that seems to start in the future is zero, not 4123168608 seconds.
        assertThat(p.age()).isEqualTo(Duration.ZERO);
        assertThat(p.threads()).isEqualTo(Integer.MAX_VALUE);
    }

    // fault 21
    @Test
    void theClocksOffsetIsCorrectedByHalfTheRoundTrip() {
        Instant asked = Instant.parse("2026-03-04T05:00:00Z");
        String output =
                row("begin 1")
                        + row("boot " + Snapshots.BOOT)
                        + row("up 100.00")
                        + row("clock 1772686803.000000000")
                        + row("end 101.00");
        // 3 s in all, 1 s of it the probe's own: the host read its clock 1 s after we asked.
        var read =
                ProbeParser.parse(output, NONCE, "h", asked, Duration.ofSeconds(3)).orElseThrow();
        assertThat(read.clockOffset())
                .isEqualTo(Duration.between(asked.plusSeconds(1), read.hostClock()));
        assertThat(read.hostClock()).isEqualTo(Instant.ofEpochSecond(1_772_686_803));
    }

    // fault 49
    @Test
    void aClockWithoutNanosecondsIsRead() {
        var read = parse(head() + row("clock 1772686803.%N")).orElseThrow();
        assertThat(read.hostClock()).isEqualTo(Instant.ofEpochSecond(1_772_686_803));
    }

    @Test
    void aZeroWaitChannelIsUnknown() {
        var read =
                parse(head() + row("p 7 1 7 7 S 0 5 1 0 x") + row("p 8 1 8 8 S 0 5 1 - x"))
                        .orElseThrow();
        assertThat(read.processes()).allMatch(p -> p.waitChannel().isEmpty());
        assertThat(read.notes()).contains("wait channels of other users' processes need root");
    }

    @Test
    void rootIsNotToldThatItNeedsRoot() {
        String zero = head() + row("self 14") + row("p 7 1 7 7 S 0 5 1 0 x");

        assertThat(parse(zero + row("s 14 u 0")).orElseThrow().notes())
                .noneMatch(n -> n.contains("need root"));
        assertThat(parse(zero + row("s 14 u 1000")).orElseThrow().notes())
                .anyMatch(n -> n.contains("need root"));
    }

    @Test
    void aZombieLeaderWithAThreadInTheKernelIsStuck() {
        String rows =
                head()
                        + row("mount 36 0:52 fuse.glusterfs vol /mnt/vol")
                        + row("ask 36 silent 1000 0")
                        + row("p 7 1 7 7 Z 0 5 2 0 python3")
                        + row("t 7 9 request_wait_answer");
        RemoteProcess p = parse(rows).orElseThrow().process(7).orElseThrow();
        assertThat(p.stuckThread()).isTrue();
        assertThat(p.waitChannel()).contains("request_wait_answer");
        assertThat(p.waitsOn()).contains("/mnt/vol");
    }

    @Test
    void argumentsBelongToThePidsInTheirOrderAndAnEmptyOneIsUnknown() {
        String rows =
                head()
                        + row("p 7 1 7 7 S 0 5 1 0 a")
                        + row("p 8 1 8 8 S 0 5 1 0 b")
                        + row("p 9 1 9 9 S 0 5 1 0 c")
                        + row("read 7 8")
                        + row("l x\u001fy\u001f\u001e")
                        + row("read 8 9")
                        + row("l \u001e")
                        + row("l z\u001f\u001e")
                        + row("l one too many")
                        + row("read nine");
        HostSnapshot s = parse(rows).orElseThrow();
        assertThat(s.process(7).orElseThrow().arguments()).contains("x y");
        assertThat(s.process(8).orElseThrow().arguments()).isEmpty();
        assertThat(s.process(9).orElseThrow().arguments()).contains("z");
        assertThat(s.notes()).contains("2 rows of the probe's output could not be read");
    }

    @Test
    void processesThatAreLeftOutMakeItIncomplete() {
        HostSnapshot s = parse(head() + row("cut 5 90 4711") + row("end 1000.50")).orElseThrow();
        assertThat(s.complete()).isFalse();
        assertThat(s.notes())
                .containsExactly("truncated: 5 of 90 processes are left out, from pid 4711 on");
    }

    @Test
    void aStackHoldsTheKernelsFunctionsDownToTheSystemCall() {
        String rows =
                head()
                        + row("p 7 1 7 7 S 0 5 1 0 df")
                        + row("k 7 request_wait_answer a\u001b[2J fuse_statfs do_syscall_64 entry");
        assertThat(parse(rows).orElseThrow().process(7).orElseThrow().stack())
                .containsExactly("request_wait_answer", "fuse_statfs");
    }

    @Test
    void whatTheSshServerStartedForTheProbeIsNotShownEvenWithoutArguments() {
        String rows =
                head()
                        + row("self 14")
                        + row("p 10 1 10 10 S 0 5 1 0 sshd")
                        + row("p 11 10 11 11 S 0 5 1 0 sshd")
                        + row("p 12 11 12 12 S 0 5 1 0 sh")
                        + row("p 13 12 13 13 S 0 5 1 0 sh")
                        + row("p 14 13 13 13 R 0 5 1 0 sh")
                        + row("p 15 12 15 15 S 0 5 1 0 sleep")
                        + row("p 16 11 16 16 S 0 5 1 0 sleep");
        assertThat(parse(rows).orElseThrow().processes())
                .extracting(p -> p.key().pid())
                .containsExactly(10L, 11L, 16L);
    }

    private static HostSnapshot outage() {
        return Snapshots.of(
                List.of(
                        Snapshots.process(900, "glusterfs", "glusterfs /mnt/vol"),
                        Snapshots.stuck(1_000, "df", 'S', "/mnt/vol")),
                List.of(
                        Snapshots.mount("/", ANSWERED),
                        Snapshots.fuse("/mnt/vol", 52, SILENT, 900)),
                true);
    }

    private static String head() {
        return row("begin 1") + row("boot " + Snapshots.BOOT) + row("up 1000.00");
    }

    private static String row(String fields) {
        return NONCE + " " + fields + "\n";
    }

    private static Optional<HostSnapshot> parse(String output) {
        return ProbeParser.parse(output, NONCE, "builder31", Snapshots.CLOCK, Duration.ZERO);
    }
}
