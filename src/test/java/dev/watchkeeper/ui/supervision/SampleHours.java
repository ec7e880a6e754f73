package dev.watchkeeper.ui.supervision;

import dev.watchkeeper.history.CheckHistory;
import dev.watchkeeper.supervision.Check.State;
import dev.watchkeeper.ui.fx.FxGuard;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;

/// Hours of checks: one went critical, one stopped running, one is new, and for some hours the
/// console itself did not look.
final class SampleHours implements CheckHistory {
    private static final String NAME = "nagios";

    final AtomicInteger reads = new AtomicInteger();
    private final int more;

    /// @param more checks that run well
    SampleHours(int more) {
        this.more = more;
    }

    @Override
    public List<CheckHour> checkHours(Instant from) {
        FxGuard.refuseOnFxThread("the history");
        reads.incrementAndGet();
        return hours(more);
    }

    static List<CheckHour> hours(int more) {
        List<Instant> hours = HeatRows.hours(SampleSupervision.NOW);
        var kept = new ArrayList<CheckHour>();
        for (int i = 0; i < hours.size(); i++) {
            if (i < 6 || i > 9) {
                Instant hour = hours.get(i);
                State docs = i > 18 ? State.CRITICAL : i > 16 ? State.WARNING : State.OK;
                kept.add(new CheckHour(NAME, "docs.example.org/HTTPS", hour, docs, true));
                boolean ran = i < 14;
                kept.add(new CheckHour(NAME, "ci.example.org/Certificate", hour, State.OK, ran));
                kept.add(new CheckHour(NAME, "wiki.example.org/Certificate", hour, wiki(i), true));
                if (i > 20) {
                    kept.add(new CheckHour(NAME, "www.example.org/New", hour, State.OK, true));
                }
                for (int m = 0; m < more; m++) {
                    String name = "node%05d.example.net/Certificate".formatted(m);
                    kept.add(new CheckHour(NAME, name, hour, State.OK, true));
                }
            }
        }
        return kept;
    }

    private static State wiki(int hour) {
        return Stream.of(11, 12).anyMatch(h -> h == hour) ? State.UNKNOWN : State.OK;
    }
}
