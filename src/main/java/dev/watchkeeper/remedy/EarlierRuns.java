package dev.watchkeeper.remedy;

import java.util.List;
import java.util.function.Consumer;

/// The runs that earlier consoles began and whose outcome nobody has heard: their console died, or
/// lost them.
public interface EarlierRuns {
    /// What their hosts say of them now. Outcomes that are known go to the record, unless a console
    /// that lives may still write them. Blocks for half a minute at most.
    List<EarlierRun> unheard();

    /// Shows all output of a run and follows it to its end. Returns at once.
    ///
    /// @param live hears each line, escaped, ended by a line feed, on a thread of its own
    /// @param ended hears once what became of it, on the same thread
    /// @return stops following; the run goes on
    Runnable follow(EarlierRun run, Consumer<String> live, Consumer<RunFate> ended);

    /// Where no console ever began a run.
    static EarlierRuns none() {
        return new EarlierRuns() {
            @Override
            public List<EarlierRun> unheard() {
                return List.of();
            }

            @Override
            public Runnable follow(EarlierRun run, Consumer<String> live, Consumer<RunFate> ended) {
                throw new IllegalArgumentException("there is no such run");
            }
        };
    }
}
