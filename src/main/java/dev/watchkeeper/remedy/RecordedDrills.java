package dev.watchkeeper.remedy;

import dev.watchkeeper.audit.AuditLog;
import dev.watchkeeper.inventory.Supervision;
import dev.watchkeeper.monitor.Engine;
import dev.watchkeeper.supervision.DrillResult;
import dev.watchkeeper.supervision.Drills;

import java.util.Locale;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/// Runs drills, each with its record, and tells the engine what came of them. May be entered by any
/// thread.
public final class RecordedDrills implements Drilling {
    private final Drills drills;
    private final AuditLog audit;
    private final Engine engine;
    private final Consumer<DrillResult> kept;
    private final Set<String> underWay = ConcurrentHashMap.newKeySet();

    /// @param audit without whose record nothing is sent in
    /// @param kept stores what came of it
    public RecordedDrills(
            Drills drills, AuditLog audit, Engine engine, Consumer<DrillResult> kept) {
        this.drills = drills;
        this.audit = audit;
        this.engine = engine;
        this.kept = kept;
    }

    @Override
    public DrillResult run(
            Supervision supervision, boolean pages, Consumer<DrillResult.Leg> progress) {
        if (!underWay.add(supervision.name())) {
            throw new IllegalStateException(
                    "a drill of " + supervision.name() + " is already under way");
        }
        try {
            String subject = "drill/" + supervision.name();
            String action =
                    audit.intent(
                            subject,
                            "Send a canary through "
                                    + supervision.name()
                                    + (pages ? ", which may page a person" : ""));
            DrillResult result =
                    drills.run(supervision, engine.latest().snapshot().fleet(), pages, progress);
            engine.drilled(result);
            kept.accept(result);
            audit.outcome(
                    action, subject, (result.passed() ? "passed" : "not passed") + legs(result));
            return result;
        } finally {
            underWay.remove(supervision.name());
        }
    }

    private static String legs(DrillResult result) {
        return result.legs().stream()
                .map(l ->
                        "\n%s: %s: %s"
                                .formatted(
                                        l.stage().name().toLowerCase(Locale.ROOT),
                                        l.verdict(),
                                        l.text()))
                .collect(Collectors.joining());
    }
}
