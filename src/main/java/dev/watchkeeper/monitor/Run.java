package dev.watchkeeper.monitor;

import dev.watchkeeper.monitor.Agenda.Begun;

import java.time.InstantSource;

/// One run of a unit: it has answered when all its questions have, and ended when all their threads
/// have. Safe for any thread.
final class Run {
    private final Begun begun;
    private final Agenda agenda;
    private final Inbox inbox;
    private final Pending pending;
    private final InstantSource clock;
    private int unanswered = 1;
    private int unended = 1;
    private int hung;
    private boolean givenUp;

    Run(Begun begun, Agenda agenda, Inbox inbox, Pending pending, InstantSource clock) {
        this.begun = begun;
        this.agenda = agenda;
        this.inbox = inbox;
        this.pending = pending;
        this.clock = clock;
    }

    /// Whether somebody asked for it, and it was not only due.
    boolean asked() {
        return begun.asked();
    }

    void put(Event event) {
        inbox.put(event);
    }

    /// More questions follow; to be called before the one that leads to them is answered.
    synchronized void expect(int questions) {
        unanswered += questions;
        unended += questions;
    }

    /// @param times how many times in a row the unit has hung by now
    synchronized void hung(int times) {
        hung = times;
    }

    /// A question was answered, and its observation put.
    synchronized void answered(boolean gaveUp) {
        givenUp |= gaveUp;
        if (--unanswered == 0) {
            if (givenUp) {
                agenda.givenUp(begun);
            } else {
                agenda.answered(begun);
            }
            pending.arrived(begun.unit());
            inbox.put(new Event.Done(begun.unit(), begun.run(), givenUp));
        }
    }

    /// A question's thread has ended.
    synchronized void ended() {
        if (--unended == 0) {
            agenda.ended(begun, hung, clock.instant(), System.nanoTime());
            if (hung > 0) {
                // Only now it is known when it is asked again.
                inbox.put(new Event.Changed());
            }
        }
    }
}
