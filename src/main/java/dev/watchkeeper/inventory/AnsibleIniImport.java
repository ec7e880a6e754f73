package dev.watchkeeper.inventory;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Reads the hosts of an Ansible inventory in INI form: groups, ranges such as `builder[01:31]`,
/// and the variables that say how a host is reached.
final class AnsibleIniImport implements FleetImport.Format {
    private static final Pattern GROUP = Pattern.compile("\\s*\\[([^\\]]*)\\]\\s*(?:[#;].*)?");
    private static final Pattern WORD = Pattern.compile("(?:[^\\s\"']|\"[^\"]*\"|'[^']*')+");

    @Override
    public void read(String text, Gathered gathered) {
        List<String> lines = text.lines().toList();
        String group = "";
        for (int i = 0; i < lines.size(); i++) {
            Matcher header = GROUP.matcher(lines.get(i));
            if (header.matches()) {
                group = header.group(1);
            } else if (!group.endsWith(":vars") && !group.endsWith(":children")) {
                host(lines.get(i), i + 1, Gathered.roleOf(group), gathered);
            }
        }
    }

    private static void host(String line, int number, HostRole role, Gathered gathered) {
        Matcher word = WORD.matcher(line);
        if (!word.find() || word.group().startsWith("#") || word.group().startsWith(";")) {
            return;
        }
        var place = new Gathered.Place(number, word.start() + 1);
        String pattern = word.group();
        Map<String, String> variables = new HashMap<>();
        while (word.find() && !word.group().startsWith("#")) {
            variable(word.group(), variables);
        }
        Optional<HostPort> withPort = HostPort.parse(pattern).filter(h -> h.port().isPresent());
        withPort.ifPresent(h -> variables.putIfAbsent("ansible_port", portOf(h)));
        String names = withPort.map(HostPort::host).orElse(pattern);
        HostRange.expand(names)
                .ifPresentOrElse(
                        all -> all.forEach(n -> gathered.host(n, role, variables, place)),
                        () ->
                                gathered.problem(
                                        place,
                                        Section.quoted(names) + " is no range of hosts",
                                        "expected one such as builder[01:31]"));
    }

    private static String portOf(HostPort host) {
        return String.valueOf(host.port().orElse(22));
    }

    private static void variable(String word, Map<String, String> variables) {
        int equals = word.indexOf('=');
        if (equals > 0) {
            String name = word.substring(0, equals).replace("ansible_ssh_", "ansible_");
            variables.put(name, word.substring(equals + 1).replaceAll("^[\"']|[\"']$", ""));
        }
    }
}
