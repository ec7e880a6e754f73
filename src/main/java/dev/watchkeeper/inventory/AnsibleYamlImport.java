package dev.watchkeeper.inventory;

import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.NodeTuple;
import org.snakeyaml.engine.v2.nodes.ScalarNode;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// Reads the hosts of an Ansible inventory in YAML form: groups with `hosts` and `children`.
final class AnsibleYamlImport implements FleetImport.Format {
    private static final int DEEPEST = 20;

    @Override
    public void read(String text, Gathered gathered) {
        YamlTree.read(text, gathered.problems())
                .ifPresent(root -> {
                    if (!(root instanceof MappingNode)) {
                        gathered.problem(
                                Gathered.Place.of(root),
                                "the file is " + Section.kind(root),
                                "expected groups of hosts");
                    }
                    groups(root, gathered, 0);
                });
    }

    private static void groups(Node node, Gathered gathered, int depth) {
        for (NodeTuple group : entries(node)) {
            // An alias may lead back to where it stands.
            if (depth < DEEPEST && gathered.problems().mayRead(group.getKeyNode())) {
                group(name(group), group.getValueNode(), gathered, depth);
            }
        }
    }

    private static void group(String group, Node node, Gathered gathered, int depth) {
        for (NodeTuple part : entries(node)) {
            switch (name(part)) {
                case "hosts" -> hosts(group, part.getValueNode(), gathered);
                case "children" -> groups(part.getValueNode(), gathered, depth + 1);
                default -> {}
            }
        }
    }

    private static void hosts(String group, Node node, Gathered gathered) {
        for (NodeTuple host : entries(node)) {
            if (!gathered.problems().mayRead(host.getKeyNode())) {
                return;
            }
            var place = Gathered.Place.of(host.getKeyNode());
            Map<String, String> variables = new HashMap<>();
            entries(host.getValueNode()).forEach(v -> variable(v, variables));
            HostRange.expand(name(host))
                    .ifPresentOrElse(
                            names ->
                                    names.forEach(n ->
                                            gathered.host(
                                                    n, Gathered.roleOf(group), variables, place)),
                            () ->
                                    gathered.problem(
                                            place,
                                            Section.quoted(name(host)) + " is no range of hosts",
                                            "expected one such as builder[01:31]"));
        }
    }

    private static void variable(NodeTuple variable, Map<String, String> variables) {
        if (variable.getValueNode() instanceof ScalarNode value) {
            variables.put(name(variable).replace("ansible_ssh_", "ansible_"), value.getValue());
        }
    }

    private static List<NodeTuple> entries(Node node) {
        return node instanceof MappingNode mapping ? mapping.getValue() : List.of();
    }

    private static String name(NodeTuple entry) {
        return entry.getKeyNode() instanceof ScalarNode key ? key.getValue() : "";
    }
}
