package dev.watchkeeper.remedy;

import dev.watchkeeper.audit.AuditLog;
import dev.watchkeeper.inventory.Host;
import dev.watchkeeper.ssh.Remote;

import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.function.Consumer;

/// The renewals that hosts run or have run by themselves: what they are, what they put out, how
/// they ended. Calls block; they are made from virtual threads and end within their limits.
///
/// A run whose outcome is not in the record, because its console died, gets it from whoever learns
/// it first.
public final class DetachedRuns {
    private static final Duration SETTLED = Duration.ofMinutes(2);
    private static final Duration LONGEST = Duration.ofDays(1);

    private final Remote remote;
    private final InstantSource clock;
    private final UnfinishedRuns unfinished;

    public DetachedRuns(Remote remote, AuditLog audit, InstantSource clock) {
        this.remote = remote;
        this.clock = clock;
        unfinished = new UnfinishedRuns(audit);
    }

    /// What the host keeps of this login's runs, within half a minute. Those that ended two minutes
    /// ago and have no outcome in the record get it: a console that lives would have written it.
    public HostRuns on(Host host) {
        var output = new RunOutput(_ -> {});
        var attachment = new RunAttachment(remote, host, new Cancellation(), output);
        attachment.once(DetachedScripts::list);
        Reply reply = output.reply(attachment.outcome(), false);
        if (reply.of("now", 2).findAny().isEmpty()) {
            return new HostRuns.NotKnown(RunEnding.why(attachment.outcome()));
        }
        var listing = new RunListing(reply);
        List<DetachedRun> runs = listing.runs();
        runs.stream()
                .filter(r -> !r.fate().goesOn() && listing.age(r).compareTo(SETTLED) >= 0)
                .forEach(r -> unfinished.write(r.id(), r.fate()));
        return new HostRuns.Known(runs);
    }

    /// Shows a run's output from its beginning, and follows it to its end.
    ///
    /// @param live hears each line, escaped, ended by a line feed
    public RunFate attach(Host host, RunId run, Consumer<String> live) {
        return attach(host, run, live, new Cancellation());
    }

    RunFate attach(Host host, RunId run, Consumer<String> live, Cancellation cancellation) {
        var output = new RunOutput(live);
        var attachment = new RunAttachment(remote, host, cancellation, output);
        attachment.join(run, LONGEST);
        RunFate fate =
                output.fate()
                        .orElseGet(() ->
                                new RunFate.Unheard(
                                        cancellation.isAsked()
                                                ? "its output is not followed here any more"
                                                : RunEnding.why(attachment.outcome())));
        if (fate instanceof RunFate.Absent) {
            return unfinished.proven(run).<RunFate>map(RunFate.Recorded::new).orElse(fate);
        }
        if (!fate.goesOn()) {
            unfinished.write(run, fate);
        }
        return fate;
    }

    /// Ends a run on its host: TERM, 5 s, KILL. Returns what became of it.
    public RunFate end(Host host, RunId run) {
        return new RunEnding(remote, host).end(run);
    }

    /// The runs of the record whose outcome nobody has written.
    List<UnfinishedRuns.Unfinished> unfinished() {
        return unfinished.all();
    }

    /// Says of a run of which its host knows nothing. After a day that is its outcome: nothing can
    /// have begun since, and nobody will learn more.
    RunFate missed(UnfinishedRuns.Unfinished run) {
        var fate = new RunFate.Absent();
        if (Duration.between(run.at(), clock.instant()).compareTo(LONGEST) > 0) {
            unfinished.write(run.run(), fate);
        }
        return fate;
    }
}
