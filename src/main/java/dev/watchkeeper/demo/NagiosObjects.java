package dev.watchkeeper.demo;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// All objects of a simulated Nagios, by the files that hold them.
final class NagiosObjects {
    private static final String PLUGINS = "/usr/lib/nagios/plugins";

    private final Map<String, List<NagiosObject>> files = new LinkedHashMap<>();

    void put(String file, String text) {
        files.put(file, NagiosObject.read(text));
    }

    void remove(String file) {
        files.remove(file);
    }

    List<NagiosObject> all() {
        return files.values().stream().flatMap(Collection::stream).toList();
    }

    List<NagiosObject> of(String type) {
        return all().stream().filter(o -> o.type().equals(type)).toList();
    }

    Optional<NagiosObject> named(String type, String name) {
        return of(type).stream().filter(o -> o.text(type + "_name").equals(name)).findFirst();
    }

    /// What a check's command becomes, its macros expanded.
    String line(NagiosObject check) {
        String[] call = check.text("check_command").split("!", -1);
        String line = named("command", call[0]).map(c -> c.text("command_line")).orElse("");
        String address =
                named("host", check.text("host_name")).map(h -> h.text("address")).orElse("");
        line = line.replace("$USER1$", PLUGINS).replace("$HOSTADDRESS$", address);
        for (int i = 1; i < call.length; i++) {
            line = line.replace("$ARG" + i + "$", call[i]);
        }
        return line;
    }

    /// What the verifier objects to.
    List<String> faults() {
        Set<String> hosts = names("host");
        Set<String> contacts = names("contact");
        Set<String> commands = names("command");
        List<String> faults = new ArrayList<>();
        all().stream()
                .filter(NagiosObject::isCheck)
                .forEach(o -> {
                    String command = o.text("check_command").split("!", -1)[0];
                    if (!hosts.contains(o.text("host_name"))) {
                        faults.add("Could not find any host of '" + o.id() + "'");
                    }
                    if (!command.isEmpty() && !commands.contains(command)) {
                        faults.add("Check command '" + command + "' is not defined anywhere!");
                    }
                    o.names("contacts").stream()
                            .filter(c -> !contacts.contains(c))
                            .forEach(c -> faults.add("Contact '" + c + "' is not defined"));
                });
        return faults;
    }

    private Set<String> names(String type) {
        return of(type).stream().map(o -> o.text(type + "_name")).collect(Collectors.toSet());
    }

    /// The commands by which contacts are told.
    List<String> notifying() {
        return of("contact").stream()
                .flatMap(c ->
                        Stream.of("service_notification_commands", "host_notification_commands")
                                .flatMap(k -> c.names(k).stream()))
                .distinct()
                .toList();
    }
}
