package dev.watchkeeper.remedy;

import static org.assertj.core.api.Assertions.assertThat;

import dev.watchkeeper.automation.Run;
import dev.watchkeeper.host.RemoteProcess;
import dev.watchkeeper.inventory.Host;
import dev.watchkeeper.inventory.SshAccess;
import dev.watchkeeper.remedy.RemedyStep.Action.RemoveFolders;

import org.junit.jupiter.api.Test;

import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/// Which folders a task or a run has, by what its processes say of themselves.
final class AnsibleFoldersTest {
    private static final Host ROOT =
            new Host(
                    "builder31",
                    Samples.BUILDER.role(),
                    new SshAccess(
                            "builder31",
                            Optional.of("root"),
                            OptionalInt.empty(),
                            Optional.empty(),
                            Optional.empty()),
                    List.of(),
                    false);

    private static final String TASK = "/home/ci/.ansible/tmp/ansible-tmp-1764300000.12-456-98765";

    @Test
    void theFolderOfATaskIsNamedOnceHoweverManyProcessesNameIt() {
        var shell =
                process(
                        7,
                        "sh",
                        "/bin/sh -c /usr/bin/python3 " + TASK + "/AnsiballZ_setup.py && x");
        var python = process(8, "python3", "/usr/bin/python3 " + TASK + "/AnsiballZ_setup.py");

        assertThat(tasks(shell, python, process(9, "df", "df -h"))).containsExactly(TASK);
    }

    @Test
    void whatOnlyLooksLikeOneIsLeftAlone() {
        assertThat(
                        tasks(
                                process(7, "vi", "vi ansible-tmp-1-2-3/x"),
                                process(8, "vi", "vi /a/../b/ansible-tmp-1-2-3"),
                                process(9, "vi", "vi /tmp/ansible-tmp-1-2-x"),
                                process(10, "vi", "vi /tmp/ansible-tmp-$(id)-2-3")))
                .isEmpty();
    }

    @Test
    void theFolderOfARunIsBesideTheSocketsOfItsConnections() {
        RemoteProcess leader = process(452, "ansible-playboo", "ansible-playbook nightly.yml");
        RemoteProcess ssh =
                process(
                        475,
                        "ssh",
                        "ssh -o ControlPath=\"/home/ci/.ansible/cp/0518a40e57\" -tt builder1 x");
        var run =
                new Run(
                        Run.Kind.ANSIBLE,
                        "nightly.yml",
                        leader,
                        leader,
                        List.of(leader, ssh),
                        List.of());

        var folders = AnsibleFolders.ofRuns(ROOT, List.of(run)).orElseThrow();
        assertThat(paths(folders.step().orElseThrow()))
                .containsExactly("/home/ci/.ansible/tmp/ansible-local-452????????");
        assertThat(folders.kept()).isEmpty();
    }

    @Test
    void whatAnotherUserOwnsIsLeftAndSaidSo() {
        var task = process(8, "python3", "/usr/bin/python3 " + TASK + "/AnsiballZ_setup.py");
        var folders = AnsibleFolders.ofTasks(Samples.BUILDER, List.of(task)).orElseThrow();

        assertThat(task.user()).isNotEqualTo("ops");
        assertThat(folders.step()).isEmpty();
        assertThat(folders.kept())
                .contains(
                        "Not part of this: temporary folders of another user on builder31, which"
                                + " stay: %s.".formatted(TASK));
    }

    private static RemoteProcess process(long pid, String command, String arguments) {
        return Samples.process(pid, 'S', command, arguments);
    }

    private static List<String> tasks(RemoteProcess... processes) {
        return AnsibleFolders.ofTasks(ROOT, List.of(processes))
                .flatMap(AnsibleFolders::step)
                .map(AnsibleFoldersTest::paths)
                .orElse(List.of());
    }

    private static List<String> paths(RemedyStep step) {
        return ((RemoveFolders) step.action()).paths();
    }
}
