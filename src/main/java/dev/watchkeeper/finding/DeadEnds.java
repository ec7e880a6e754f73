package dev.watchkeeper.finding;

import dev.watchkeeper.supervision.Alerting;
import dev.watchkeeper.supervision.Check;
import dev.watchkeeper.supervision.Contact;
import dev.watchkeeper.supervision.Switch;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/// Ways of notifications that end before they reach anybody.
final class DeadEnds {
    private final Watcher watcher;
    private final List<DeadEnd> found = new ArrayList<>();

    private DeadEnds(Watcher watcher) {
        this.watcher = watcher;
    }

    static List<DeadEnd> of(Watcher watcher) {
        var ends = new DeadEnds(watcher);
        ends.contacts();
        watcher.status().alerting().ifPresent(ends::alerting);
        return List.copyOf(ends.found);
    }

    /// Only of contacts that some check counts on.
    private void contacts() {
        Set<String> used =
                watcher.status().services().stream()
                        .map(Check::telling)
                        .flatMap(t -> t.contacts().stream())
                        .collect(Collectors.toSet());
        for (Contact contact : watcher.status().contacts()) {
            if (used.contains(contact.name())) {
                fault(contact)
                        .ifPresent(f ->
                                add(
                                        "contact " + contact.name() + " " + f,
                                        "how " + contact.name() + " is told",
                                        text(contact)));
            }
        }
    }

    private static Optional<String> fault(Contact contact) {
        if (contact.services() == Switch.OFF && contact.hosts() != Switch.ON) {
            return Optional.of("is switched off");
        }
        if (contact.services() == Switch.OFF) {
            return Optional.of("is not told of services");
        }
        if (contact.ways().isEmpty()) {
            return Optional.of("has no way to be told");
        }
        boolean allBroken = contact.ways().stream().allMatch(w -> w.works() == Switch.OFF);
        return allBroken ? Optional.of("cannot be told: " + broken(contact)) : Optional.empty();
    }

    private static String broken(Contact contact) {
        return contact.ways().stream()
                .map(w -> "the program of " + w.name() + " is not there")
                .distinct()
                .collect(Collectors.joining(", "));
    }

    private static String text(Contact contact) {
        List<String> ways = contact.ways().stream().map(w -> w.name() + ": " + w.line()).toList();
        return ways.isEmpty() ? "no command" : Texts.lines(ways);
    }

    private void alerting(Alerting alerting) {
        String what = "the way to the Alertmanagers";
        if (alerting.discovered().isPresent() && alerting.discovered().getAsLong() == 0) {
            add("it has found no Alertmanager", what, "0 discovered");
        }
        alerting.dropped()
                .ifPresent(n -> {
                    if (n > 0) {
                        add(
                                Texts.count((int) Math.min(n, 1_000_000), "alert", "alerts")
                                        + " dropped in the last hour",
                                what,
                                n + " dropped");
                    }
                });
        for (Alerting.Alertmanager manager : alerting.managers()) {
            manager.fault()
                    .ifPresent(f ->
                            add("Alertmanager " + manager.address() + " does not answer", what, f));
            if (!manager.failed().isEmpty()) {
                add(
                        "notifications failed: " + String.join(", ", manager.failed()),
                        "deliveries of " + manager.address(),
                        Texts.lines(manager.failed()));
            }
        }
        alerting.watchdog().ifPresent(this::watchdog);
    }

    private void watchdog(Alerting.Watchdog dog) {
        String what = "the alert " + dog.name() + ", which always fires";
        if (!dog.firing()) {
            add(dog.name() + " does not fire", what, "no such alert is firing in Prometheus");
        } else if (dog.arrived() == Switch.OFF) {
            add(dog.name() + " does not arrive at the Alertmanager", what, "firing, not arrived");
        } else if (dog.ends() == Switch.OFF) {
            String ends = String.join(", ", dog.receivers());
            add(
                    "the route of " + dog.name() + " ends nowhere (" + ends + ")",
                    what,
                    "receivers without an integration: " + ends);
        }
    }

    private void add(String words, String what, String text) {
        found.add(new DeadEnd(words, what, text));
    }

    /// One of them.
    ///
    /// @param words part of a sentence
    /// @param what was looked at
    /// @param text what was seen
    record DeadEnd(String words, String what, String text) {}
}
