package dev.watchkeeper.notify;

import dev.watchkeeper.finding.Finding;
import dev.watchkeeper.finding.FindingSubject;
import dev.watchkeeper.finding.Severity;
import dev.watchkeeper.inventory.VisibleText;
import dev.watchkeeper.notify.Change.Event;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;

/// One decision in the making.
final class Round {
    private static final int MOST_SYMPTOMS = 10;
    private static final int LONGEST_TITLE = 300;
    private static final int LONGEST_IMPACT = 500;

    private final Map<String, Episode> before;
    private final Set<String> symptomsBefore;
    private final Sight sight;
    private final Instant now;
    private final Predicate<String> muted;
    private final List<Group> groups;
    private final Set<String> present = new HashSet<>();
    private final Map<String, Episode> next = new HashMap<>();
    private final List<Change> changes = new ArrayList<>();

    Round(
            Map<String, Episode> before,
            Set<String> symptomsBefore,
            Sight sight,
            Instant now,
            Predicate<String> muted) {
        this.before = before;
        this.symptomsBefore = symptomsBefore;
        this.sight = sight;
        this.now = now;
        this.muted = muted;
        this.groups = Group.of(sight.findings());
    }

    void look() {
        for (Group g : groups) {
            present.add(g.key());
            Episode e = episodeOf(g);
            next.put(g.key(), muted.test(g.key()) ? e.quiet() : withDue(e, g));
        }
        for (Group g : groups) {
            g.symptoms().forEach(this::symptom);
        }
    }

    private Episode episodeOf(Group g) {
        Episode e = before.get(g.key());
        if (e == null) {
            // What was a symptom a moment ago may be over as its cause is: that is seen when it is
            // looked at again.
            Instant after = symptomsBefore.contains(g.key()) ? now : Instant.MIN;
            return Episode.first(g, sight.since().getOrDefault(g.root().key(), now), after);
        }
        return e.isOver() && e.told().isPresent()
                ? e.again(now)
                : e.seen(g.root().statement().title());
    }

    private Episode withDue(Episode e, Group g) {
        boolean wants =
                e.muted() || e.told().filter(t -> !g.severity(muted).worseThan(t)).isEmpty();
        return e.dueSince(wants ? e.due().or(() -> Optional.of(now)) : Optional.empty());
    }

    /// What was told while it stood for itself is known on, but not told again.
    private void symptom(Finding f) {
        String key = f.key().value();
        if (present.add(key)) {
            Optional.ofNullable(before.get(key))
                    .filter(Episode::isStored)
                    .filter(e -> !e.isOver())
                    .ifPresent(e ->
                            next.put(
                                    key, e.seen(f.statement().title()).dueSince(Optional.empty())));
        }
    }

    /// As soon as one change has waited long enough, all are told that there are.
    void tellWhatIsDue(Duration wait) {
        List<Group> due = groups.stream().filter(this::isDue).toList();
        boolean any = due.stream().anyMatch(g -> hasPassed(episode(g).due(), wait));
        if (any) {
            due.forEach(this::tell);
        }
    }

    private boolean isDue(Group g) {
        Episode e = episode(g);
        return e.due().isPresent()
                && (e.told().isPresent() || g.root().statement().observedAt().isAfter(e.after()));
    }

    private Episode episode(Group g) {
        return Objects.requireNonNull(next.get(g.key()));
    }

    private boolean hasPassed(Optional<Instant> since, Duration pause) {
        return since.filter(s -> !s.plus(pause).isAfter(now)).isPresent();
    }

    private void tell(Group g) {
        Episode e = episode(g);
        Severity severity = g.severity(muted);
        changes.add(change(event(e), g, severity, e));
        next.put(g.key(), e.toldAs(severity));
    }

    private static Event event(Episode e) {
        if (e.muted()) {
            return Event.STILL_OPEN;
        }
        if (e.told().isPresent()) {
            return Event.WORSENED;
        }
        return e.isOver() ? Event.AGAIN : Event.OPENED;
    }

    private static Change change(Event event, Group g, Severity severity, Episode e) {
        List<Change.Symptom> symptoms =
                g.symptoms().stream()
                        .limit(MOST_SYMPTOMS)
                        .map(s ->
                                new Change.Symptom(
                                        s.key().value(),
                                        s.severity(),
                                        VisibleText.capped(s.statement().title(), LONGEST_TITLE)))
                        .toList();
        return new Change(
                event,
                g.key(),
                g.root().kind().label(),
                severity,
                event == Event.WORSENED ? e.told() : Optional.empty(),
                VisibleText.capped(g.root().statement().title(), LONGEST_TITLE),
                VisibleText.capped(g.root().statement().impact(), LONGEST_IMPACT),
                e.began(),
                e.flaps(),
                symptoms,
                g.symptoms().size());
    }

    void lookForWhatIsGone() {
        for (Episode e : before.values()) {
            if (!present.contains(e.key())) {
                absent(e);
            }
        }
    }

    private void absent(Episode e) {
        if (e.isOver()) {
            if (e.told().isPresent() && !hasPassed(e.ended(), Decider.AGAIN)) {
                next.put(e.key(), e);
            }
        } else if (e.told().isPresent() || e.muted()) {
            boolean seen = FindingSubject.answers(e.subject(), sight.snapshot());
            next.put(
                    e.key(),
                    e.dueSince(Optional.empty())
                            .goneSince(
                                    seen ? e.gone().or(() -> Optional.of(now)) : Optional.empty()));
        }
    }

    void tellWhatIsOver(Duration hold, Duration wait) {
        List<Episode> over = next.values().stream().filter(e -> hasPassed(e.gone(), hold)).toList();
        if (over.stream().anyMatch(e -> hasPassed(e.gone(), hold.plus(wait)))) {
            over.forEach(this::over);
        }
    }

    private void over(Episode e) {
        if (!e.muted() && !muted.test(e.key())) {
            e.told().ifPresent(t -> changes.add(resolved(e, t)));
        }
        if (e.told().isPresent()) {
            next.put(e.key(), e.over(now));
        } else {
            next.remove(e.key());
        }
    }

    private static Change resolved(Episode e, Severity told) {
        return new Change(
                Event.RESOLVED,
                e.key(),
                e.kind(),
                told,
                Optional.empty(),
                VisibleText.capped(e.title(), LONGEST_TITLE),
                "",
                e.began(),
                e.flaps(),
                List.of(),
                0);
    }

    Decision decision() {
        changes.sort(
                Comparator.comparing((Change c) -> c.event() == Event.RESOLVED)
                        .thenComparing(Change::severity)
                        .thenComparing(Change::key));
        List<Change> open =
                groups.stream()
                        .filter(g -> !episode(g).muted())
                        .flatMap(g -> open(g).stream())
                        .toList();
        return new Decision(now, changes, next, open);
    }

    private Optional<Change> open(Group g) {
        Episode e = episode(g);
        return e.told().map(t -> change(Event.STILL_OPEN, g, t, e));
    }
}
