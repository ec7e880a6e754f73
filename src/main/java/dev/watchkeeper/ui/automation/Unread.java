package dev.watchkeeper.ui.automation;

import dev.watchkeeper.inventory.VisibleText;
import dev.watchkeeper.ui.automation.Looks.Look;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/// What hosts could not be asked of their schedules, in sentences; hosts with the same gaps share
/// one.
final class Unread {
    private static final int MOST_HOSTS = 4;
    private static final int MOST_SENTENCES = 3;
    private static final int LONGEST = 300;

    private Unread() {}

    static List<String> of(List<Look> looks) {
        Map<List<String>, List<String>> hosts = new LinkedHashMap<>();
        looks.stream()
                .filter(l -> l.found().schedules().known())
                .filter(l -> !l.found().schedules().unread().isEmpty())
                .forEach(l ->
                        hosts.computeIfAbsent(
                                        l.found().schedules().unread(), _ -> new ArrayList<>())
                                .add(l.host().name()));
        List<String> all =
                hosts.entrySet().stream().map(e -> sentence(e.getValue(), e.getKey())).toList();
        if (all.size() <= MOST_SENTENCES) {
            return all;
        }
        var first = new ArrayList<String>(all.subList(0, MOST_SENTENCES));
        first.add("and gaps on more hosts, of other kinds");
        return first;
    }

    private static String sentence(List<String> hosts, List<String> unread) {
        String more =
                hosts.size() > MOST_HOSTS
                        ? " and %,d more".formatted(hosts.size() - MOST_HOSTS)
                        : "";
        String names = hosts.stream().limit(MOST_HOSTS).collect(Collectors.joining(", "));
        return VisibleText.capped(
                "%s%s: not known: %s".formatted(names, more, String.join("; ", unread)), LONGEST);
    }
}
