package dev.watchkeeper.inventory;

import java.util.List;
import java.util.Locale;

/// What other tools already know of a fleet, as the beginning of a fleet file.
///
/// @param fleet what was understood; [FleetWriter] makes a fleet file of it
/// @param problems what was left out and why, with its place
public record FleetImport(Fleet fleet, List<FleetProblem> problems) {
    public FleetImport {
        problems = List.copyOf(problems);
    }

    /// Hosts of an ssh_config(5): each alias without a pattern. All else stays in that file, which
    /// is asked anew at each connection.
    public static FleetImport ofSshConfig(String file, String text) {
        return read(file, text, new SshConfigImport());
    }

    /// Hosts of an Ansible inventory, in YAML where the file's name ends so, otherwise in INI.
    public static FleetImport ofAnsible(String file, String text) {
        String name = file.toLowerCase(Locale.ROOT);
        boolean yaml = name.endsWith(".yaml") || name.endsWith(".yml") || name.endsWith(".json");
        return read(file, text, yaml ? new AnsibleYamlImport() : new AnsibleIniImport());
    }

    /// Endpoints of the targets in a Prometheus file_sd file, JSON or YAML: `https://` addresses,
    /// and names with and without a port.
    public static FleetImport ofPrometheus(String file, String text) {
        return read(file, text, new FileSdImport());
    }

    private static FleetImport read(String file, String text, Format format) {
        Problems problems = new Problems(file);
        if (text.length() > YamlTree.MOST_CHARACTERS) {
            problems.add(0, 0, "is larger than 10 MiB", "");
            return new FleetImport(Fleet.empty(), problems.all());
        }
        Gathered gathered = new Gathered(problems);
        format.read(text, gathered);
        return new FleetImport(gathered.fleet(), problems.all());
    }

    /// A form of file that is understood.
    interface Format {
        void read(String text, Gathered gathered);
    }
}
