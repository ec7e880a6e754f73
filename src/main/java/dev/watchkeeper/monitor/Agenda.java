package dev.watchkeeper.monitor;

import dev.watchkeeper.inventory.Fleet;
import dev.watchkeeper.inventory.Schedule;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// What is due when, and what is under way. A unit that is under way is never begun again, however
/// often it becomes due or is asked for.
///
/// Due is what either clock says: the wall clock, so that a suspended machine asks once on waking,
/// and the monotonic one, so that a clock that steps back loses nothing. Safe for any thread.
final class Agenda {
    private static final long LONGEST_SLEEP = Duration.ofMinutes(1).toNanos();

    private final Map<String, Slot> slots = new LinkedHashMap<>();
    private Schedule schedule;
    // Looking through ten thousand units ten times a second would cost more than asking them.
    private boolean somethingAsked;
    private Instant nextWall = Instant.MIN;
    private long nextNanos;

    Agenda(Schedule schedule) {
        this.schedule = schedule;
    }

    /// Watches another fleet. Units that stay keep their times; new ones are due at once.
    ///
    /// @param told tells of the fleet before anything new can be begun, whose answers would else
    ///   come as if from strangers; must not block
    /// @return the units that are no longer watched
    synchronized List<Unit> watch(Fleet fleet, Instant now, long nanos, Runnable told) {
        told.run();
        schedule = fleet.thresholds().schedule();
        var wanted = new LinkedHashMap<String, Unit>();
        fleet.hosts().stream().map(Unit.OfHost::new).forEach(u -> wanted.put(u.id(), u));
        fleet.endpoints().stream().map(Unit.OfEndpoint::new).forEach(u -> wanted.put(u.id(), u));
        fleet.supervision().stream()
                .map(Unit.OfSupervision::new)
                .forEach(u -> wanted.put(u.id(), u));
        List<Unit> gone =
                slots.values().stream()
                        .map(s -> s.unit)
                        .filter(u -> !u.equals(wanted.get(u.id())))
                        .toList();
        gone.forEach(u -> slots.remove(u.id()));
        wanted.values().forEach(u -> slots.computeIfAbsent(u.id(), _ -> new Slot(u, now, nanos)));
        somethingAsked = true;
        return gone;
    }

    /// Begins whatever is due and not under way.
    synchronized List<Begun> begin(Instant now, long nanos) {
        if (!somethingAsked && now.isBefore(nextWall) && nanos - nextNanos < 0) {
            return List.of();
        }
        var begun = new ArrayList<Begun>();
        somethingAsked = false;
        nextWall = Instant.MAX;
        nextNanos = nanos + LONGEST_SLEEP;
        for (Slot slot : slots.values()) {
            if (slot.running) {
                continue;
            }
            if (slot.isDue(now, nanos)) {
                begun.add(slot.begin());
            } else {
                wakeAt(slot);
            }
        }
        return begun;
    }

    private void wakeAt(Slot slot) {
        nextWall = slot.dueWall.isBefore(nextWall) ? slot.dueWall : nextWall;
        nextNanos = slot.dueNanos - nextNanos < 0 ? slot.dueNanos : nextNanos;
        somethingAsked |= slot.asked;
    }

    /// Makes units due at once, whatever their pauses.
    ///
    /// @param again whether a run that is under way does not count, so that another follows it
    /// @return for each unit still watched, the run that answers the question; empty for one that
    ///   cannot be asked now, because its last run was given up and has not ended
    synchronized Map<Unit, Optional<Long>> ask(List<Unit> units, boolean again) {
        var runs = new HashMap<Unit, Optional<Long>>();
        for (Unit unit : units) {
            Slot slot = slots.get(unit.id());
            if (slot != null && slot.unit.equals(unit)) {
                runs.put(unit, slot.ask(again));
                somethingAsked = true;
            }
        }
        return runs;
    }

    synchronized List<Unit> units() {
        return slots.values().stream().map(s -> s.unit).toList();
    }

    /// A run was given up. It stays under way until [#ended].
    synchronized void givenUp(Begun begun) {
        find(begun).ifPresent(s -> s.givenUp = true);
    }

    /// A run has answered, and is about to end: who asks from now on gets another.
    synchronized void answered(Begun begun) {
        find(begun).ifPresent(s -> s.answered = true);
    }

    /// A run has ended; the next is due after a pause.
    ///
    /// @param failures how many times in a row it has hung; each doubles the pause
    synchronized void ended(Begun begun, int failures, Instant now, long nanos) {
        find(begun)
                .ifPresent(s -> {
                    s.running = false;
                    s.givenUp = false;
                    s.failures = failures;
                    s.answered = false;
                    s.pause(pause(s.unit, failures), now, nanos);
                    wakeAt(s);
                });
    }

    /// When the hosts that hung are asked again, by name. One that is being asked is left out.
    synchronized Map<String, Retry> retries() {
        var retries = new HashMap<String, Retry>();
        for (Slot slot : slots.values()) {
            if (slot.unit instanceof Unit.OfHost(var host)) {
                slot.retry().ifPresent(r -> retries.put(host.name(), r));
            }
        }
        return retries;
    }

    private Optional<Slot> find(Begun begun) {
        return Optional.ofNullable(slots.get(begun.unit().id()))
                .filter(s -> s.unit.equals(begun.unit()) && s.runs == begun.run());
    }

    private Duration pause(Unit unit, int failures) {
        return switch (unit) {
            case Unit.OfEndpoint _ -> schedule.tlsEvery();
            case Unit.OfHost _, Unit.OfSupervision _ -> growing(failures);
        };
    }

    /// Doubles with each failure, up to half of what makes data stale: a host that hangs is not to
    /// be burdened, yet must not grow stale for our politeness.
    private Duration growing(int failures) {
        Duration most = schedule.staleAfter().dividedBy(2);
        Duration pause = schedule.hostEvery();
        for (int i = 1; i < failures && pause.compareTo(most) < 0; i++) {
            pause = pause.multipliedBy(2);
        }
        boolean capped = pause.compareTo(most) > 0 && most.compareTo(schedule.hostEvery()) > 0;
        return capped ? most : pause;
    }

    /// A run that was begun.
    ///
    /// @param run 1, 2, 3, … of this unit
    /// @param asked whether somebody asked for it, and it was not only due
    record Begun(Unit unit, long run, boolean asked) {}

    /// One unit's times.
    private static final class Slot {
        private final Unit unit;
        private Instant dueWall;
        private long dueNanos;
        private long runs;
        private boolean running;
        private boolean givenUp;
        private boolean answered;
        private boolean asked;
        private int failures;

        Slot(Unit unit, Instant now, long nanos) {
            this.unit = unit;
            this.dueWall = now;
            this.dueNanos = nanos;
        }

        boolean isDue(Instant now, long nanos) {
            return asked || !now.isBefore(dueWall) || nanos - dueNanos >= 0;
        }

        Begun begin() {
            var begun = new Begun(unit, ++runs, asked);
            running = true;
            asked = false;
            return begun;
        }

        Optional<Long> ask(boolean again) {
            if (running && givenUp) {
                asked = true;
                return Optional.empty();
            }
            if (running && !answered && !again) {
                return Optional.of(runs);
            }
            asked = true;
            return Optional.of(runs + 1);
        }

        Optional<Retry> retry() {
            if (running) {
                return givenUp
                        ? Optional.of(new Retry(failures + 1, Optional.empty()))
                        : Optional.empty();
            }
            return failures > 0 && !asked
                    ? Optional.of(new Retry(failures, Optional.of(dueWall)))
                    : Optional.empty();
        }

        void pause(Duration pause, Instant now, long nanos) {
            dueWall = now.plus(pause);
            dueNanos = nanos + pause.toNanos();
        }
    }
}
