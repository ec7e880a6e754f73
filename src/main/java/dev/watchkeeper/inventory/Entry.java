package dev.watchkeeper.inventory;

import org.snakeyaml.engine.v2.nodes.Node;

import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// A named entry of the file with its place. It has no value when a part of it was wrong; its name
/// is known all the same, so that a reference to it is no second problem.
record Entry<T>(String name, Node at, Optional<T> value) {
    static <T> List<T> values(List<Entry<T>> entries) {
        return entries.stream().flatMap(e -> e.value.stream()).toList();
    }

    static List<String> names(List<? extends Entry<?>> entries) {
        return entries.stream().map(Entry::name).distinct().toList();
    }

    /// Adds a problem for each name that stands there a second time.
    static void requireUnique(String what, List<? extends Entry<?>> entries, Problems problems) {
        Set<String> seen = new HashSet<>();
        for (Entry<?> entry : entries) {
            if (!seen.add(entry.name)) {
                problems.add(
                        entry.at,
                        what + " " + Section.quoted(entry.name) + " stands here twice",
                        "expected a name of its own");
            }
        }
    }
}
