package dev.watchkeeper.supervision;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// Whom an Icinga tells, by its users, their groups and its notifications.
final class IcingaPeople {
    static final List<String> USER =
            List.of("name", "enable_notifications", "groups", "last_notification");
    static final List<String> NOTIFICATION =
            List.of(
                    "host_name",
                    "service_name",
                    "command",
                    "users",
                    "user_groups",
                    "last_notification");
    static final List<String> COMMAND = List.of("name", "command");

    private final List<IcingaObject> users;
    private final Map<String, List<IcingaObject>> notifications = new HashMap<>();
    private final Map<String, Set<String>> members = new HashMap<>();
    private final Map<String, String> lines = new HashMap<>();
    private final Set<String> off = new HashSet<>();

    /// @param commands with which somebody is told
    IcingaPeople(
            List<IcingaObject> users,
            List<IcingaObject> notifications,
            List<IcingaObject> commands) {
        this.users = users;
        for (IcingaObject user : users) {
            user.texts("groups")
                    .forEach(g ->
                            members.computeIfAbsent(g, _ -> new LinkedHashSet<>())
                                    .add(user.text("name")));
            if (!user.is("enable_notifications")) {
                off.add(user.text("name"));
            }
        }
        notifications.forEach(n ->
                this.notifications.computeIfAbsent(n.subject(), _ -> new ArrayList<>()).add(n));
        commands.forEach(c -> lines.put(c.text("name"), line(c)));
    }

    private static String line(IcingaObject command) {
        List<String> words = command.texts("command");
        return ApiText.shown(words.isEmpty() ? command.text("command") : String.join(" ", words));
    }

    /// Who is told of a check, those left out for whom notifications are off.
    List<String> of(String subject) {
        return notifications.getOrDefault(subject, List.of()).stream()
                .flatMap(n -> named(n).stream())
                .filter(u -> !off.contains(u))
                .distinct()
                .toList();
    }

    private Set<String> named(IcingaObject notification) {
        Set<String> named = new LinkedHashSet<>(notification.texts("users"));
        notification
                .texts("user_groups")
                .forEach(g -> named.addAll(members.getOrDefault(g, Set.of())));
        return named;
    }

    boolean has(String subject) {
        return notifications.containsKey(subject);
    }

    Optional<Instant> lastSent(String subject) {
        return notifications.getOrDefault(subject, List.of()).stream()
                .flatMap(n -> n.moment("last_notification").stream())
                .max(Comparator.naturalOrder());
    }

    List<Contact> contacts() {
        Map<String, Set<String>> ways = new HashMap<>();
        notifications.values().stream()
                .flatMap(List::stream)
                .forEach(n ->
                        named(n).forEach(u ->
                                ways.computeIfAbsent(u, _ -> new LinkedHashSet<>())
                                        .add(n.text("command"))));
        return users.stream().map(u -> contact(u, ways)).toList();
    }

    private Contact contact(IcingaObject user, Map<String, Set<String>> ways) {
        String name = user.text("name");
        Switch told = off.contains(name) ? Switch.OFF : Switch.ON;
        return new Contact(
                name,
                told,
                told,
                ways.getOrDefault(name, Set.of()).stream()
                        .map(c -> new Contact.Way(c, lines.getOrDefault(c, ""), Switch.UNKNOWN))
                        .toList(),
                user.moment("last_notification"));
    }
}
