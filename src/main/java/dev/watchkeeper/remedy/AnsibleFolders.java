package dev.watchkeeper.remedy;

import dev.watchkeeper.automation.Run;
import dev.watchkeeper.host.RemoteProcess;
import dev.watchkeeper.inventory.Host;
import dev.watchkeeper.inventory.VisibleText;
import dev.watchkeeper.remedy.RemedyStep.Action;

import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// The temporary folders that Ansible leaves where it is ended: `ansible-tmp-…` of a task on the
/// host that it works on, `ansible-local-PID…` of a run on the host that it runs on.
final class AnsibleFolders {
    private static final String FOLDER = "(/[A-Za-z0-9._/+@-]*)";
    private static final Pattern TASK =
            Pattern.compile(FOLDER + "/(ansible-tmp-[0-9]+(?:\\.[0-9]+)?-[0-9]+-[0-9]+)(?![0-9])");
    private static final Pattern SOCKETS =
            Pattern.compile("ControlPath[= ]\"?" + FOLDER + "/cp/[A-Za-z0-9]+");

    /// The random part of a name of Python's `mkdtemp`.
    private static final String RANDOM = "????????";

    private static final int MOST = 100;
    private static final Duration LIMIT = Duration.ofSeconds(20);

    private AnsibleFolders() {}

    /// Those of tasks, by what the processes say of themselves.
    static Optional<RemedyStep> ofTasks(Host host, List<RemoteProcess> tasks) {
        var paths = new LinkedHashSet<String>();
        for (RemoteProcess task : tasks) {
            TASK.matcher(task.arguments().orElse(""))
                    .results()
                    .map(MatchResult::group)
                    .filter(SafePath::isSafe)
                    .forEach(paths::add);
        }
        return step(host, paths, tasks);
    }

    /// Those of runs. Where the folder is shows in the socket of a run's connections, and for root
    /// in its home.
    static Optional<RemedyStep> ofRuns(Host host, List<Run> runs) {
        var paths = new LinkedHashSet<String>();
        for (Run run : runs) {
            if (run.kind() == Run.Kind.ANSIBLE) {
                folders(run)
                        .map(f -> f + "/tmp/ansible-local-" + run.leader().key().pid() + RANDOM)
                        .filter(SafePath::isSafe)
                        .forEach(paths::add);
            }
        }
        return step(host, paths, runs.stream().map(Run::leader).toList());
    }

    private static Stream<String> folders(Run run) {
        Stream<String> shown =
                run.processes().stream()
                        .flatMap(p -> SOCKETS.matcher(p.arguments().orElse("")).results())
                        .map(m -> m.group(1));
        Stream<String> home =
                run.leader().user().equals("root") ? Stream.of("/root/.ansible") : Stream.empty();
        return Stream.concat(shown, home).distinct();
    }

    private static Optional<RemedyStep> step(
            Host host, Set<String> all, List<RemoteProcess> ended) {
        if (all.isEmpty()) {
            return Optional.empty();
        }
        List<String> paths = all.stream().limit(MOST).toList();
        return Optional.of(
                new RemedyStep(
                        host.name(),
                        new Login(host).shown(false),
                        "Remove the temporary folders of what was ended: "
                                + VisibleText.capped(String.join(", ", paths), 200),
                        paths.stream().map(p -> List.of("rm", "-rf", "--", p)).toList(),
                        LIMIT,
                        new Action.RemoveFolders(paths, ended.getFirst().key().bootId())));
    }
}
