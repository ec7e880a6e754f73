package dev.watchkeeper.notify;

import dev.watchkeeper.finding.FindingSubject;
import dev.watchkeeper.finding.Severity;

import java.time.Instant;
import java.util.Optional;

/// What is known of telling one finding, from when it is first seen until it is long over.
///
/// @param title as it was last seen
/// @param told the worst severity that was told; empty while nothing was
/// @param due since when there is something to tell of it; not stored
/// @param after it is told only on evidence from after this time; not stored
/// @param gone since when it is not found any more; not stored
/// @param flaps how many times it came back before it was told to be over
/// @param muted whether something was not told as it was acknowledged or silenced
/// @param ended when it was told to be over
record Episode(
        String key,
        String kind,
        String subject,
        String title,
        Instant began,
        Optional<Severity> told,
        Optional<Instant> due,
        Instant after,
        Optional<Instant> gone,
        int flaps,
        boolean muted,
        Optional<Instant> ended) {

    static Episode first(Group group, Instant began, Instant after) {
        return new Episode(
                group.key(),
                group.root().kind().label(),
                FindingSubject.of(group.root()),
                group.root().statement().title(),
                began,
                Optional.empty(),
                Optional.empty(),
                after,
                Optional.empty(),
                0,
                false,
                Optional.empty());
    }

    /// Whether it outlives the process.
    boolean isStored() {
        return told.isPresent() || muted;
    }

    boolean isOver() {
        return ended.isPresent();
    }

    /// It is there, and what it says.
    Episode seen(String words) {
        boolean back = gone.isPresent() && told.isPresent();
        return new Episode(
                key,
                kind,
                subject,
                words,
                began,
                told,
                due,
                after,
                Optional.empty(),
                back ? flaps + 1 : flaps,
                muted,
                ended);
    }

    Episode dueSince(Optional<Instant> since) {
        return new Episode(
                key, kind, subject, title, began, told, since, after, gone, flaps, muted, ended);
    }

    Episode goneSince(Optional<Instant> since) {
        return new Episode(
                key, kind, subject, title, began, told, due, after, since, flaps, muted, ended);
    }

    /// Something of it was kept quiet.
    Episode quiet() {
        return new Episode(
                key,
                kind,
                subject,
                title,
                began,
                told,
                Optional.empty(),
                after,
                gone,
                flaps,
                true,
                ended);
    }

    Episode toldAs(Severity severity) {
        Severity worst = told.filter(t -> t.worseThan(severity)).orElse(severity);
        return new Episode(
                key,
                kind,
                subject,
                title,
                began,
                Optional.of(worst),
                Optional.empty(),
                after,
                gone,
                flaps,
                false,
                Optional.empty());
    }

    Episode over(Instant at) {
        return new Episode(
                key,
                kind,
                subject,
                title,
                began,
                told,
                Optional.empty(),
                after,
                Optional.empty(),
                flaps,
                false,
                Optional.of(at));
    }

    /// It has begun anew after it was told to be over.
    Episode again(Instant since) {
        return new Episode(
                key,
                kind,
                subject,
                title,
                since,
                Optional.empty(),
                due,
                after,
                Optional.empty(),
                0,
                false,
                ended);
    }
}
