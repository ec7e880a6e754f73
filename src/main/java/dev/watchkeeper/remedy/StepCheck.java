package dev.watchkeeper.remedy;

import dev.watchkeeper.host.RemoteProcess;

import java.util.List;
import java.util.Set;

/// What must be seen on a step's host before the next step begins. A step whose check holds already
/// is not needed, and is skipped.
public sealed interface StepCheck {
    /// Nothing of its own: what came of the plan is observed at its end.
    record AtTheEnd() implements StepCheck {}

    /// None of these processes runs any more, and nothing in these process groups.
    record Ended(List<RemoteProcess> processes, Set<Long> groups) implements StepCheck {
        public Ended {
            processes = List.copyOf(processes);
            groups = Set.copyOf(groups);
        }

        public Ended(List<RemoteProcess> processes) {
            this(processes, Set.of());
        }
    }

    /// The mount answers again, or is gone.
    ///
    /// @param orForced whether force comes next where it does not: then the step was a try, and
    ///   that it did not help stops nothing
    record Answers(MountPlace place, boolean orForced) implements StepCheck {}

    /// The mount answers, with an error or without, or is gone, and lets go of who waited on it.
    record Released(MountPlace place, List<RemoteProcess> waiting) implements StepCheck {
        public Released {
            waiting = List.copyOf(waiting);
        }
    }

    /// The mount answers without an error or is gone, and lets go of who waited on it.
    record Unmounted(MountPlace place, List<RemoteProcess> waiting) implements StepCheck {
        public Unmounted {
            waiting = List.copyOf(waiting);
        }
    }

    /// What served the mount has ended; while the mount answers, it is needed.
    record ServerEnded(RemoteProcess server, MountPlace place) implements StepCheck {}

    /// A mount by what tells it from another one at the same place.
    ///
    /// @param device major:minor
    record MountPlace(String mountPoint, String device) {}
}
