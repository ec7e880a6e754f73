package dev.watchkeeper.lab;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.watchkeeper.lab.LabConsole.Said;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/// The outage is ended by `fix` on the one finding of the stuck runs: what is on the hosts
/// afterwards is what was on them before it.
@Tag("lab")
@Timeout(240)
final class OutageFixLabTest {
    private static final String DEPLOY = "ant-queen";
    private static final String RUNS = "run-stuck/" + DEPLOY;
    private static final List<String> HOSTS = List.of(DEPLOY, "builder1", "builder31", "builder7");

    @TempDir private Path home;
    private OutageLab lab;
    private OutageTls tls;

    @BeforeEach
    void buildUp() throws Exception {
        assumeTrue("root".equals(System.getProperty("user.name")), "namespaces need root");
        assumeTrue(Files.exists(Path.of("/dev/fuse")), "no /dev/fuse");
        assumeTrue(Files.exists(Path.of("/usr/bin/ansible-playbook")), "no ansible-core");
        assumeTrue(Files.exists(Path.of("/usr/sbin/nginx")), "no nginx");
        lab = new OutageLab(home);
        tls = new OutageTls(lab);
    }

    @AfterEach
    void tearDown() throws Exception {
        lab.close();
    }

    // Folders, become; one healthy run on a host of its own, one on the connection of a stuck one.
    @Test
    void allOfItIsFreedInOrderAndNothingIsLeftNorIsAHealthyRunTouched() throws Exception {
        fleet("    lock: /run/renewal.lock\n");
        lab.on(DEPLOY, "sh", "-c", "echo 4000000 >/run/renewal.lock");
        healthy("builder7");
        healthy("builder1");
        Map<String, List<String>> before = states();
        List<Long> suite = outage(2, "ANSIBLE_BECOME=1", "A=b");

        assertRefusedInAnotherBoot();
        Said said = lab.console("root", "fix", RUNS, "--yes");

        assertThat(said.text())
                .containsSubsequence(
                        "1. End ",
                        "Seen on ant-queen: none of them runs any more.",
                        "2. Continue glusterfs",
                        "Seen on builder1: /srv/job/vol answers.",
                        "FUSE connection ",
                        "Seen on builder31: nothing is mounted at /mnt/x any more.",
                        "what jobs left over",
                        "nothing is mounted at /build/gd2/mnt any more.",
                        "/run/renewal.lock was removed: the process that it names does not run.",
                        "Run the renewal “docs” once",
                        "“docs” ended with status 0.",
                        "Observe again",
                        "Fixed: ");
        assertThat(said.status()).isZero();
        assertOnlyWhatWasShownWasSignalled(said.text(), suite);
        assertThat(tls.renewals()).containsExactly("run");
        tls.assertServesWhatWasIssued();
        awaitStates(before);
        assertNoSpools("root");
        for (String host : List.of("builder7", "builder1")) {
            assertFinishes(host);
        }
        assertThat(lab.console("root", "check").text())
                .doesNotContain("CRITICAL", "HIGH", "MEDIUM");
    }

    // Nothing but the connection and the time ties a task to its run then.
    @Test
    void itIsFreedWithPipeliningToo() throws Exception {
        fleet("");
        healthy("builder7");
        Map<String, List<String>> before = states();
        outage(2, "ANSIBLE_PIPELINING=1", "ANSIBLE_PIPELINING=1");

        Said said = lab.console("root", "fix", RUNS, "--yes");

        assertThat(said.text())
                .containsSubsequence(
                        "Seen on ant-queen: none of them runs any more.",
                        "Seen on builder1: /srv/job/vol answers.",
                        "Seen on builder31: nothing is mounted at /mnt/x any more.",
                        "“docs” ended with status 0.",
                        "Fixed: ");
        assertThat(said.status()).isZero();
        awaitStates(before);
        assertNoSpools("root");
        assertFinishes("builder7");
    }

    // Without root: what sudo allows by the file that the program writes for it.
    @Test
    void anAdminWithSudoFreesAllOfItToo() throws Exception {
        fleet("    sudo: true\n    lock: /run/renewal.lock\n");
        healthy("builder7");
        Map<String, List<String>> before = states();
        outage(1, "A=b");
        for (String host : HOSTS.subList(0, 3)) {
            lab.put(host, "/etc/sudoers.d/watchkeeper", lab.console("ops", "sudoers", host).text());
            lab.on(host, "chmod", "440", "/etc/sudoers.d/watchkeeper");
        }

        Said said = lab.console("ops", "fix", RUNS, "--yes");

        assertThat(said.text())
                .contains("Not part of this: the lock /run/renewal.lock, because only root sees")
                .contains("sudo -n umount -f /mnt/x", "sudo -n /etc/tls/renew.sh")
                .contains("“docs” ended with status 0.", "Fixed: ");
        assertThat(said.status()).isZero();
        assertThat(tls.renewals()).containsExactly("run");
        // Only root sees which process serves a mount, and of that it was told.
        assertThat(said.text())
                .contains("Not part of this: what serves /mnt/x on builder31, which only root");
        lab.on("builder31", "pkill", "-x", "perl");
        assertThat(said.text())
                .contains("temporary folders of another user on ant-queen, which stay: /root/");
        awaitStates(before, OutageFixLabTest::withoutFolders);
        assertNoSpools("ops");
        assertFinishes("builder7");
    }

    private void fleet(String renewal) {
        lab.fleet(f ->
                f.replace("stuck-after: 3s,", "stuck-after: 3s, leftover-after: 3s,")
                                .replace("ansible-playbook: 2,", "ansible-playbook: 5,")
                                .replaceAll(
                                        "(builder.*identity: key)}",
                                        "$1, leftovers: [etcd, glusterfsd]}")
                                .replace("user: ops,", "user: ops, sudo: true,")
                        + tls.fleet(renewal));
    }

    /// Starts a run that is at work on a host until its gate is opened.
    private void healthy(String host) throws Exception {
        lab.start(
                DEPLOY,
                "sh -c 'cd /root/play && exec ansible-playbook -e on=%1$s gate.yml >%1$s.log'"
                        .formatted(host));
        lab.until(host, "pgrep -x cat");
    }

    private void assertFinishes(String host) throws Exception {
        lab.ask(host, ": >/run/gate");
        lab.until(DEPLOY, "grep -q 'ok=1 .* failed=0' /root/play/%s.log".formatted(host));
    }

    /// Lets all of it go wrong, and returns the pids of what a job left over.
    private List<Long> outage(int runs, String... settings) throws Exception {
        long glusterfs = lab.outage("gluster", "builder1").getFirst();
        List<Long> suite = lab.outage("suite", "builder1");
        lab.outage("silent", "builder31");
        lab.on("builder1", "kill", "-STOP", Long.toString(glusterfs));
        for (String each : settings) {
            lab.outage("run", DEPLOY, each);
        }
        for (String host : List.of("builder1", "builder31")) {
            lab.until(
                    host,
                    "[ $(for p in $(pgrep -x df); do cat /proc/$p/wchan; echo; done | grep -c"
                            + " request_wait_answer) = %d ]".formatted(runs));
        }
        lab.until(
                DEPLOY,
                "[ $(ps -o etimes= -C ssh | sort -n | head -n 1) -ge 4 ] && [ $(pgrep -ax ssh |"
                        + " grep -c ' builder7 ') -le 1 ]");
        return suite;
    }

    // fault 64: the preview stands open while the host is restarted.
    private void assertRefusedInAnotherBoot() throws Exception {
        String boot = lab.on("builder31", "cat", "/run/boot_id").getFirst();
        try (var fix = lab.dialogue("root", "fix", RUNS)) {
            fix.until("Type 'ant-queen' to run it:");
            lab.on("builder31", "sh", "-c", "cat /proc/sys/kernel/random/uuid >/run/boot_id");
            Said said = fix.answer(DEPLOY);
            assertThat(said.text())
                    .contains("Refused: Nothing was done: builder31 was restarted since");
            assertThat(said.status()).isEqualTo(1);
        }
        lab.on("builder31", "sh", "-c", "echo %s >/run/boot_id".formatted(boot));
    }

    // fault 67
    private static void assertOnlyWhatWasShownWasSignalled(String text, List<Long> suite) {
        Set<String> shown = words(text, "kill -TERM (\\d+)");
        Set<String> sent = words(text, "sent \\w+ (\\d+)");
        assertThat(shown).containsAll(suite.stream().map(String::valueOf).toList());
        assertThat(sent).containsAll(suite.stream().map(String::valueOf).toList());
        assertThat(shown).containsAll(sent);
    }

    private static Set<String> words(String text, String pattern) {
        return Pattern.compile(pattern)
                .matcher(text)
                .results()
                .map(m -> m.group(1))
                .collect(Collectors.toSet());
    }

    private Map<String, List<String>> states() throws Exception {
        var states = new TreeMap<String, List<String>>();
        for (String host : HOSTS) {
            states.put(host, lab.state(host));
        }
        return states;
    }

    /// What ends on its own after a connection was closed may take a moment.
    private void awaitStates(Map<String, List<String>> wanted) throws Exception {
        awaitStates(wanted, UnaryOperator.identity());
    }

    /// @param part of the states that is to be the same
    private void awaitStates(Map<String, List<String>> wanted, UnaryOperator<List<String>> part)
            throws Exception {
        wanted.replaceAll((_, lines) -> part.apply(lines));
        long end = System.nanoTime() + 10_000_000_000L;
        Map<String, List<String>> now;
        do {
            now = states();
            now.replaceAll((_, lines) -> part.apply(lines));
        } while (!now.equals(wanted) && System.nanoTime() < end);
        assertThat(now).isEqualTo(wanted);
    }

    private static List<String> withoutFolders(List<String> state) {
        return state.stream().filter(l -> !l.contains("/.ansible/tmp/")).toList();
    }

    /// What was seen to its end and proved is in the record, and no more on the host.
    private void assertNoSpools(String user) throws Exception {
        for (String host : HOSTS) {
            assertThat(lab.spools(host)).as(host).isEmpty();
        }
        assertThat(lab.console(user, "runs", DEPLOY).text()).doesNotContain("“docs”");
    }
}
