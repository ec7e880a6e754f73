package dev.watchkeeper.remedy;

import dev.watchkeeper.finding.Finding;
import dev.watchkeeper.host.RemoteProcess;
import dev.watchkeeper.inventory.Host;
import dev.watchkeeper.inventory.VisibleText;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// Ends processes: TERM, five seconds, KILL.
final class SignalPlans {
    private static final int LONGEST = 60;
    private static final Duration LEAST = Duration.ofSeconds(30);
    private static final Duration EACH = Duration.ofMillis(200);

    private SignalPlans() {}

    static RemedyPlan of(Finding.ProcessFinding finding) {
        Host host = finding.host();
        List<RemoteProcess> processes = finding.processes();
        return new RemedyPlan(
                finding.key(),
                "End " + named(processes) + " on " + host.name() + "?",
                List.of(step(host, processes)),
                "What " + (processes.size() == 1 ? "it has" : "they have") + " not saved yet.",
                // It may come to KILL, whatever the number.
                Optional.of(host.name()));
    }

    static RemedyStep step(Host host, List<RemoteProcess> processes) {
        return step(host, processes, Set.of());
    }

    /// @param groups process groups that must have no other member
    static RemedyStep step(Host host, List<RemoteProcess> processes, Set<Long> groups) {
        var login = new Login(host);
        List<List<String>> commands = new ArrayList<>();
        for (String signal : List.of("-TERM", "-KILL")) {
            for (RemoteProcess p : processes) {
                commands.add(login.over(p, "kill", signal, String.valueOf(p.key().pid())));
            }
        }
        return new RemedyStep(
                host.name(),
                login.shown(),
                "TERM to " + named(processes) + ", and after 5 s KILL to what is left",
                commands,
                LEAST.plus(EACH.multipliedBy(processes.size())),
                new RemedyStep.Action.Signal(processes, groups));
    }

    static String named(List<RemoteProcess> processes) {
        if (processes.size() == 1) {
            RemoteProcess only = processes.getFirst();
            return VisibleText.capped(only.line(), LONGEST) + " (pid " + only.key().pid() + ")";
        }
        long names = processes.stream().map(RemoteProcess::command).distinct().count();
        return names == 1
                ? processes.size()
                        + " "
                        + VisibleText.of(processes.getFirst().command())
                        + " processes"
                : processes.size() + " processes";
    }
}
