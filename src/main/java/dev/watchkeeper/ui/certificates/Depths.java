package dev.watchkeeper.ui.certificates;

import dev.watchkeeper.tls.DepthObservation;
import dev.watchkeeper.tls.DepthObserver;
import dev.watchkeeper.tls.TlsTarget;
import dev.watchkeeper.ui.fx.Background;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/// What closer looks have shown, by address, for as long as the window is open; of those that are
/// over, the newest fifty. On the JavaFX thread only.
final class Depths {
    private static final Duration LIMIT = Duration.ofSeconds(60);
    private static final int MOST = 50;

    private final DepthObserver observer;
    private final Background background;
    private final Map<String, State> states = new LinkedHashMap<>();

    /// @param observer blocks, so it is asked in the background
    Depths(DepthObserver observer, Background background) {
        this.observer = observer;
        this.background = background;
    }

    /// Where the look at one address stands.
    sealed interface State {
        record Asking() implements State {}

        record Seen(DepthObservation observation) implements State {}

        /// The look itself fell over.
        record Failed(String why) implements State {}
    }

    Optional<State> of(TlsTarget target) {
        return Optional.ofNullable(states.get(target.id()));
    }

    /// Looks once; a second look at an address waits until the first is over.
    ///
    /// @param changed is called when that begins and when it is over
    void look(TlsTarget target, Runnable changed) {
        if (states.get(target.id()) instanceof State.Asking) {
            return;
        }
        put(target, new State.Asking());
        changed.run();
        background.run(
                () -> observer.look(target, LIMIT),
                seen -> {
                    put(target, new State.Seen(seen));
                    changed.run();
                },
                why -> {
                    put(target, new State.Failed(why));
                    changed.run();
                });
    }

    private void put(TlsTarget target, State state) {
        states.remove(target.id());
        states.put(target.id(), state);
        states.entrySet().stream()
                .filter(e -> !(e.getValue() instanceof State.Asking))
                .map(Map.Entry::getKey)
                .findFirst()
                .filter(_ -> states.size() > MOST)
                .ifPresent(states::remove);
    }
}
