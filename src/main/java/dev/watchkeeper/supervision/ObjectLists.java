package dev.watchkeeper.supervision;

import dev.watchkeeper.inventory.Supervision;

import java.time.Duration;
import java.util.List;

/// Whether a supervision itself lists objects: what was added counts only when it does.
///
/// Implementations block the calling (virtual) thread no longer than the limit.
@FunctionalInterface
public interface ObjectLists {
    /// @param objects `HOST/SERVICE` of Icinga, names of alerting rules of Prometheus
    Listed ask(Supervision supervision, List<String> objects, Duration limit);

    /// Lists that nobody can read.
    static ObjectLists none() {
        return (supervision, _, _) ->
                new Listed.Unknown("the list of " + supervision.name() + " cannot be read here");
    }

    /// What came of looking.
    sealed interface Listed {
        /// Each of them is in use there.
        ///
        /// @param load which load of the configuration this was seen after; another text after
        ///   another load
        record All(String load) implements Listed {}

        /// @param text what is missing, or was not loaded; without a full stop
        /// @param load as of [All]
        record Missing(String text, String load) implements Listed {}

        /// @param text why it is not known; without a full stop
        record Unknown(String text) implements Listed {}
    }
}
