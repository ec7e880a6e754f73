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

    private final Host host;
    private final String bootId;
    private final Set<String> own = new LinkedHashSet<>();
    private final Set<String> others = new LinkedHashSet<>();

    private AnsibleFolders(Host host, String bootId) {
        this.host = host;
        this.bootId = bootId;
    }

    /// Those of tasks, by what the processes say of themselves.
    static Optional<AnsibleFolders> ofTasks(Host host, List<RemoteProcess> tasks) {
        return tasks.stream()
                .findFirst()
                .map(first -> {
                    var folders = new AnsibleFolders(host, first.key().bootId());
                    for (RemoteProcess task : tasks) {
                        TASK.matcher(task.arguments().orElse(""))
                                .results()
                                .forEach(m -> folders.add(m.group(), task));
                    }
                    return folders;
                });
    }

    /// Those of runs. Where the folder is shows in the socket of a run's connections, and for root
    /// in its home.
    static Optional<AnsibleFolders> ofRuns(Host host, List<Run> runs) {
        return runs.stream()
                .findFirst()
                .map(first -> {
                    var folders = new AnsibleFolders(host, first.key().bootId());
                    runs.stream()
                            .filter(r -> r.kind() == Run.Kind.ANSIBLE)
                            .forEach(r ->
                                    folders(r)
                                            .forEach(f ->
                                                    folders.add(
                                                            f + local(r.leader()), r.leader())));
                    return folders;
                });
    }

    private static String local(RemoteProcess leader) {
        return "/tmp/ansible-local-" + leader.key().pid() + RANDOM;
    }

    /// Where the login may not remove it, somebody who works in it may be the one who can.
    private void add(String path, RemoteProcess of) {
        if (SafePath.isSafe(path)) {
            boolean may =
                    Login.isRoot(host) || host.ssh().user().stream().allMatch(of.user()::equals);
            (may ? own : others).add(path);
        }
    }

    /// Says what another user's are, which this login may not remove, or nothing.
    Optional<String> kept() {
        var kept = new LinkedHashSet<>(others);
        kept.removeAll(own);
        return kept.isEmpty()
                ? Optional.empty()
                : Optional.of(
                        "Not part of this: temporary folders of another user on %s, which stay: %s."
                                .formatted(
                                        host.name(),
                                        VisibleText.capped(String.join(", ", kept), 200)));
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

    /// Removes them, where there are any that this login may remove.
    Optional<RemedyStep> step() {
        if (own.isEmpty()) {
            return Optional.empty();
        }
        List<String> paths = own.stream().limit(MOST).toList();
        return Optional.of(
                new RemedyStep(
                        host.name(),
                        new Login(host).shown(false),
                        "Remove the temporary folders of what was ended: "
                                + VisibleText.capped(String.join(", ", paths), 200),
                        paths.stream().map(p -> List.of("rm", "-rf", "--", p)).toList(),
                        LIMIT,
                        new Action.RemoveFolders(paths, bootId)));
    }
}
