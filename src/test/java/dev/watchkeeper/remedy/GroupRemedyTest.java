package dev.watchkeeper.remedy;

import static org.assertj.core.api.Assertions.assertThat;

import dev.watchkeeper.finding.Finding;
import dev.watchkeeper.host.RemoteProcess;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// Ends a real process group of this machine through the real script.
final class GroupRemedyTest {
    private final Spawned spawned = new Spawned();

    @AfterEach
    void endWhatIsLeft() {
        spawned.close();
    }

    // fault 67
    @Test
    void aProcessGroupIsEndedWholeOrNotAtAll() throws Exception {
        List<Long> members = spawned.group();
        var seen = new ArrayList<RemoteProcess>();
        for (long pid : members) {
            seen.add(Samples.own(pid));
        }
        long group = spawned.groupOf(members.getFirst());

        RemedyOutcome refused = run(seen.subList(0, 1), group);
        assertThat(refused)
                .isEqualTo(
                        new RemedyOutcome.Refused(
                                "Nothing was done: one of the process groups has another member by"
                                        + " now."));
        assertThat(members).allMatch(p -> ProcessHandle.of(p).isPresent());

        assertThat(run(seen, group).text()).startsWith("2 of 2 have ended.");
    }

    private static RemedyOutcome run(List<RemoteProcess> processes, long group) throws Exception {
        Finding finding = Samples.processes(processes.getFirst());
        var plan =
                new RemedyPlan(
                        finding.key(),
                        "End them?",
                        List.of(SignalPlans.step(Samples.BUILDER, processes, Set.of(group))),
                        "",
                        Optional.empty());
        var engine =
                new FakeEngine(
                        Samples.report(Samples.fleet(), List.of(), List.of(), finding),
                        Samples.report(
                                Samples.fleet(),
                                List.of(seen(Samples.NOW.plusSeconds(9))),
                                List.of()));
        var hearing = new Hearing();
        new RemedyRunner(new LocalRemote(), new ListAudit(), engine).run(plan, "", hearing);
        return hearing.outcome();
    }

    private static dev.watchkeeper.host.HostObservation seen(Instant at) {
        return Samples.probed(Samples.BUILDER, at, List.of());
    }
}
