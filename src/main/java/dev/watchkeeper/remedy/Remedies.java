package dev.watchkeeper.remedy;

import dev.watchkeeper.finding.Finding;
import dev.watchkeeper.monitor.Report;

import java.util.List;

/// What can be done about findings, and doing it.
public interface Remedies {
    /// The plans that could end this finding, best first; empty when there is none. Pure: touches
    /// nothing.
    List<RemedyPlan> plansFor(Finding finding, Report report);

    /// Runs a plan on a thread of its own: audit intent, steps, verification, audit outcome. Never
    /// blocks.
    ///
    /// @param confirmation what the user typed, when the plan wants it
    Run run(RemedyPlan plan, String confirmation, Listener listener);

    /// A remedy under way.
    interface Run {
        RemedyPlan plan();

        /// Asks it to stop; the outcome tells what is left. It arrives within a second, or, where a
        /// renewal has to be ended on its host, when that has told what became of it: within half a
        /// minute.
        void cancel();

        /// Stops following: a renewal goes on on its host by itself, anything else is cancelled.
        default void leave() {
            cancel();
        }
    }

    /// Hears of a run, on the run's thread.
    interface Listener {
        /// A step begins; `index` equal to the number of steps means that verification begins.
        void step(int index, String text);

        /// Output of a step, control characters escaped.
        void output(String text);

        /// Exactly once.
        void ended(RemedyOutcome outcome);
    }
}
