package dev.watchkeeper.remedy;

import dev.watchkeeper.host.HostSnapshot;
import dev.watchkeeper.host.Mount;
import dev.watchkeeper.host.Mount.Answer;
import dev.watchkeeper.host.ProcessKey;
import dev.watchkeeper.host.RemoteProcess;
import dev.watchkeeper.inventory.VisibleText;
import dev.watchkeeper.remedy.StepCheck.MountPlace;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/// Holds a step's check against what a host says of itself. Pure.
final class CheckJudge {
    private static final int NAMED = 5;

    private final HostSnapshot host;
    private final Map<ProcessKey, RemoteProcess> running = new LinkedHashMap<>();

    private CheckJudge(HostSnapshot host) {
        this.host = host;
        host.processes().stream().filter(p -> !hasEnded(p)).forEach(p -> running.put(p.key(), p));
    }

    static Sight of(StepCheck check, HostSnapshot host) {
        return new CheckJudge(host).of(check);
    }

    private Sight of(StepCheck check) {
        return switch (check) {
            case StepCheck.AtTheEnd _ -> new Sight.Unseen("");
            case StepCheck.Ended e -> ended(e.processes(), e.groups());
            case StepCheck.Answers a -> mount(a.place(), List.of(), false);
            case StepCheck.Released r -> mount(r.place(), r.waiting(), true);
            case StepCheck.Unmounted u -> mount(u.place(), u.waiting(), false);
            case StepCheck.ServerEnded s -> served(s);
        };
    }

    /// A zombie without other threads runs no more; who started it has not asked for its status.
    static boolean hasEnded(RemoteProcess p) {
        return p.state() == 'Z' && p.threads() <= 1;
    }

    private Sight ended(List<RemoteProcess> processes, Set<Long> groups) {
        var keys = processes.stream().map(RemoteProcess::key).collect(Collectors.toSet());
        List<RemoteProcess> left =
                running.values().stream()
                        .filter(p -> keys.contains(p.key()) || groups.contains(p.group()))
                        .toList();
        return left.isEmpty()
                ? new Sight.Holds(
                        processes.size() == 1 ? "it runs no more" : "none of them runs any more")
                : new Sight.HoldsNot("still there: " + named(left));
    }

    private Sight served(StepCheck.ServerEnded check) {
        return isMounted(check.place()) && answer(check.place()) instanceof Answer.Answered
                ? new Sight.Holds(point(check.place()) + " answers and needs it")
                : ended(List.of(check.server()), Set.of());
    }

    private Sight mount(MountPlace place, List<RemoteProcess> waiting, boolean orError) {
        String point = point(place);
        if (isMounted(place)) {
            switch (answer(place)) {
                case Answer.Answered _ -> {}
                case Answer.Faulty _ when orError -> {}
                case Answer.Faulty f -> {
                    return new Sight.HoldsNot(
                            point + " answers with " + VisibleText.capped(f.error(), 80));
                }
                case Answer.Silent _ -> {
                    return new Sight.HoldsNot(point + " does not answer");
                }
                case Answer.NotAsked _ -> {
                    return new Sight.Unseen("whether " + point + " answers was not asked");
                }
            }
        }
        List<RemoteProcess> held = waiting.stream().filter(this::isHeld).toList();
        if (!held.isEmpty()) {
            return new Sight.HoldsNot(
                    "%s is let go, and still waits: %s; no signal reaches it, a restart of the host does"
                            .formatted(point, named(held)));
        }
        return new Sight.Holds(
                isMounted(place)
                        ? point
                                + (answer(place) instanceof Answer.Faulty
                                        ? " lets go of who waits"
                                        : " answers")
                        : "nothing is mounted at " + point + " any more");
    }

    private boolean isHeld(RemoteProcess before) {
        return Optional.ofNullable(running.get(before.key()))
                .filter(now -> now.noProgressSince(before))
                .isPresent();
    }

    private boolean isMounted(MountPlace place) {
        return mounted(place).isPresent();
    }

    private Answer answer(MountPlace place) {
        return mounted(place).map(Mount::answer).orElse(new Answer.NotAsked());
    }

    /// Of several mounts at one place the last is the one that is seen.
    private Optional<Mount> mounted(MountPlace place) {
        return host.mounts().stream()
                .filter(m -> m.mountPoint().equals(place.mountPoint()))
                .reduce((_, last) -> last)
                .filter(m -> m.device().equals(place.device()));
    }

    private static String point(MountPlace place) {
        return VisibleText.capped(place.mountPoint(), 120);
    }

    private static String named(List<RemoteProcess> processes) {
        String shown =
                processes.stream()
                        .limit(NAMED)
                        .map(p ->
                                "%s pid %d"
                                        .formatted(
                                                VisibleText.capped(p.command(), 20), p.key().pid()))
                        .collect(Collectors.joining(", "));
        return processes.size() > NAMED
                ? shown + " and %d more".formatted(processes.size() - NAMED)
                : shown;
    }
}
