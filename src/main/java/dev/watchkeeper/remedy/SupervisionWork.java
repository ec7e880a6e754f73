package dev.watchkeeper.remedy;

import dev.watchkeeper.inventory.Supervision;

import java.util.List;

/// What a remedy does to a supervision.
public sealed interface SupervisionWork {
    Supervision supervision();

    /// Write objects or rules beside its configuration, let its own verifier check them, let it
    /// load them, and see them in its list; taken back where any of that fails.
    ///
    /// @param slug a part of the file's name; lower case, digits and hyphens
    /// @param text the objects, as they are
    /// @param objects as the supervision lists them, `host/service` of Nagios
    record Install(Supervision supervision, String slug, String text, List<String> objects)
            implements SupervisionWork {
        public Install {
            objects = List.copyOf(objects);
        }
    }

    /// Keep what an [Install] has written, or take it back and let the supervision load what was
    /// there before.
    record Settle(Supervision supervision, String slug, boolean keep) implements SupervisionWork {}

    /// Restart its daemon by the service manager, or the fleet file's command.
    record Restart(Supervision supervision) implements SupervisionWork {}

    /// Send commands to the command file of a Nagios.
    ///
    /// @param commands such as `ENABLE_NOTIFICATIONS`
    record SwitchOn(Supervision supervision, List<String> commands) implements SupervisionWork {
        public SwitchOn {
            commands = List.copyOf(commands);
        }
    }

    /// Prove by a drill that it would page.
    record Drill(Supervision supervision) implements SupervisionWork {}
}
