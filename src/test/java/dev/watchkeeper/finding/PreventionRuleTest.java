package dev.watchkeeper.finding;

import static org.assertj.core.api.Assertions.assertThat;

import dev.watchkeeper.host.RecordedTimetable;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.util.List;

final class PreventionRuleTest {
    @Test
    void eachHintHasTheFileAsItIsAndTheExactChange() {
        Finding hint = hint(new RecordedTimetable());

        assertThat(hint.key().value()).isEqualTo("prevention/ant-queen");
        assertThat(hint.severity()).isEqualTo(Severity.LOW);
        assertThat(hint.statement().title())
                .isEqualTo(
                        "ant-queen: what hangs there may hang for ever: no task_timeout and no"
                                + " limit in play.service");
        assertThat(text(hint, "/tmp/play/ansible.cfg"))
                .startsWith(
                        "ANSIBLE_TASK_TIMEOUT=0 is in the run's environment and outranks the file")
                .contains("[defaults]\ntask_timeout = 1800");
        assertThat(text(hint, "/etc/systemd/system/play.service.d/limit.conf"))
                .isEqualTo(
                        """
                        TimeoutStartSec of play.service is infinity
                        make this file, then: systemctl daemon-reload
                        [Service]
                        TimeoutStartSec=6h\
                        """);
    }

    @Test
    void aLineOfTheFileIsShownAsItIsAndAsItShouldBe() {
        Finding hint =
                hint(
                        new RecordedTimetable()
                                .without("play 468 env")
                                .plus(
                                        "play 468 line 7:[defaults]",
                                        "play 468 line 8:task_timeout=0"));

        assertThat(text(hint, "/tmp/play/ansible.cfg"))
                .startsWith("line 8: task_timeout=0\nchange it to\ntask_timeout = 1800");
    }

    @Test
    void aRunWithALimitAndOneOfUnknownSettingsGetNoHint() {
        assertThat(hint(limited("play 468 env ANSIBLE_TASK_TIMEOUT=600")).statement().evidence())
                .extracting(Evidence::what)
                .doesNotContain("/tmp/play/ansible.cfg");
        assertThat(
                        hint(limited("play 468 unread its environment is another user's"))
                                .statement()
                                .evidence())
                .extracting(Evidence::what)
                .doesNotContain("/tmp/play/ansible.cfg");
    }

    @Test
    void aHostWithoutRunsAndHangsGetsNoHint() {
        assertThat(
                        ScheduleRuleTest.findings(
                                new RecordedTimetable()
                                        .without("cron /etc/cron.d/nightly:5:")
                                        .without("in 468 ")
                                        .with(o -> o.replace("ansible-fake", "other"))))
                .noneMatch(f -> f.kind() == FindingKind.PREVENTION);
    }

    @Test
    void anEntryOfCronGetsATimeoutThatKills() {
        Finding hint =
                hint(
                        new RecordedTimetable()
                                .plus(
                                        "cron /etc/crontab:40:0 3 * * * root ansible-playbook"
                                                + " a.yml"));

        assertThat(text(hint, "/etc/crontab:40"))
                .isEqualTo(
                        """
                        no timeout in the line: ansible-playbook a.yml
                        change the command to
                        timeout -k 60 6h ansible-playbook a.yml\
                        """);
    }

    @ParameterizedTest
    @CsvSource({
        "ansible-playbook a.yml, timeout -k 60 6h ansible-playbook a.yml",
        "cd /p && ./x 'a b', timeout -k 60 6h sh -c 'cd /p && ./x '\\''a b'\\'''",
        "x %in%put, timeout -k 60 6h x%in%put",
        "A=1 x, timeout -k 60 6h sh -c 'A=1 x'"
    })
    void theCommandStaysWhatItIs(String command, String bounded) {
        assertThat(ScheduleHints.bounded(command)).isEqualTo(bounded);
    }

    @Test
    void theKernelsLimitIsOfferedWhereAFuseMountHungAndTheKernelHasOne() {
        assertThat(fuse("fuselimit 0"))
                .singleElement()
                .satisfies(e -> {
                    assertThat(e.what()).isEqualTo("/etc/sysctl.d/60-fuse-timeout.conf");
                    assertThat(e.text()).contains("/mnt/x", "fs.fuse.max_request_timeout = 600");
                });
        assertThat(fuse("fuselimit -")).isEmpty();
        assertThat(fuse("fuselimit 300")).isEmpty();
    }

    @Test
    void hintsComeLastAndAreNoAlarm() {
        List<Finding> hints =
                ScheduleRuleTest.findings(
                        new RecordedTimetable()
                                .without("in 468 ")
                                .without("start ")
                                .without("logged ")
                                .with(o -> o.replace("unit Id=play.service", "unit Id=x.service")));

        assertThat(hints).extracting(Finding::kind).containsExactly(FindingKind.PREVENTION);
        assertThat(hints.getFirst().severity().exitStatus()).isZero();
        var snapshot = ScheduleRuleTest.snapshot(new RecordedTimetable());
        assertThat(Headline.of(snapshot, hints))
                .isEqualTo("Nothing is wrong with 0 endpoints and 1 host");
        assertThat(ScheduleRuleTest.findings(new RecordedTimetable()))
                .extracting(Finding::kind)
                .containsExactly(FindingKind.SCHEDULE_MISSED, FindingKind.PREVENTION);
    }

    private static RecordedTimetable limited(String row) {
        return new RecordedTimetable().without("play 468 ").plus(row);
    }

    private static List<Evidence> fuse(String row) {
        return new RecordedOutage("folders")
                        .with(
                                "builder1",
                                o -> {
                                    String word =
                                            o.lines()
                                                    .filter(l -> l.endsWith(" begin 1"))
                                                    .findFirst()
                                                    .orElseThrow()
                                                    .replace(" begin 1", "");
                                    return o.replace(
                                            word + " end ",
                                            word
                                                    + " tz +0000 Etc/UTC\n"
                                                    + word
                                                    + " "
                                                    + row
                                                    + "\n"
                                                    + word
                                                    + " end ");
                                })
                        .findings()
                        .stream()
                        .filter(f -> f.kind() == FindingKind.PREVENTION)
                        .flatMap(f -> f.statement().evidence().stream())
                        .toList();
    }

    private static Finding hint(RecordedTimetable recorded) {
        return ScheduleRuleTest.findings(recorded).stream()
                .filter(f -> f.kind() == FindingKind.PREVENTION)
                .findFirst()
                .orElseThrow();
    }

    private static String text(Finding finding, String what) {
        return finding.statement().evidence().stream()
                .filter(e -> e.what().equals(what))
                .findFirst()
                .orElseThrow()
                .text();
    }
}
