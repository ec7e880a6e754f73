package dev.watchkeeper.remedy;

import dev.watchkeeper.inventory.Fleet;
import dev.watchkeeper.inventory.Host;
import dev.watchkeeper.remedy.UnfinishedRuns.Unfinished;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/// The earlier runs on the hosts of a fleet, as their record and these hosts tell of them.
public final class FleetRuns implements EarlierRuns {
    private static final Logger LOG = LoggerFactory.getLogger(FleetRuns.class);

    private final DetachedRuns runs;
    private final Supplier<Fleet> fleet;

    /// @param fleet as it is now
    public FleetRuns(DetachedRuns runs, Supplier<Fleet> fleet) {
        this.runs = runs;
        this.fleet = fleet;
    }

    @Override
    public List<EarlierRun> unheard() {
        Map<String, List<Unfinished>> byHost =
                runs.unfinished().stream().collect(Collectors.groupingBy(Unfinished::host));
        try (var each = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<List<EarlierRun>>> asked =
                    byHost.entrySet().stream()
                            .map(e -> each.submit(() -> told(e.getKey(), e.getValue())))
                            .toList();
            each.shutdown();
            return asked.stream().flatMap(f -> answer(f).stream()).toList();
        }
    }

    private static List<EarlierRun> answer(Future<List<EarlierRun>> asked) {
        try {
            return asked.get();
        } catch (java.util.concurrent.ExecutionException e) {
            throw new IllegalStateException(e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return List.of();
        }
    }

    private List<EarlierRun> told(String name, List<Unfinished> its) {
        HostRuns known = host(name).map(runs::on).orElseGet(() -> new HostRuns.NotKnown(gone()));
        return its.stream().map(u -> told(u, known)).toList();
    }

    private EarlierRun told(Unfinished unfinished, HostRuns known) {
        return switch (known) {
            case HostRuns.NotKnown n -> run(unfinished, "", new RunFate.Unheard(n.why()));
            case HostRuns.Known k ->
                    k.runs().stream()
                            .filter(r -> r.id().equals(unfinished.run()))
                            .findFirst()
                            .map(r -> run(unfinished, r.renewal(), r.fate()))
                            .orElseGet(() -> run(unfinished, "", runs.missed(unfinished)));
        };
    }

    private static EarlierRun run(Unfinished unfinished, String renewal, RunFate fate) {
        return new EarlierRun(
                unfinished.subject(), unfinished.host(), unfinished.run(), renewal, fate);
    }

    @Override
    public Runnable follow(EarlierRun run, Consumer<String> live, Consumer<RunFate> ended) {
        var cancellation = new Cancellation();
        Thread.ofVirtual()
                .name("follow " + run.id())
                .start(() -> ended.accept(followed(run, live, cancellation)));
        return () -> Thread.startVirtualThread(cancellation::ask);
    }

    private RunFate followed(EarlierRun run, Consumer<String> live, Cancellation cancellation) {
        try {
            return host(run.host())
                    .map(h -> runs.attach(h, run.id(), live, cancellation))
                    .orElseGet(() -> new RunFate.Unheard(gone()));
        } catch (RuntimeException e) {
            LOG.error("Run {} could not be followed", run.id(), e);
            return new RunFate.Unheard("the console failed: " + e);
        }
    }

    private Optional<Host> host(String name) {
        return fleet.get().host(name);
    }

    private static String gone() {
        return "the host is not in the fleet any more";
    }
}
