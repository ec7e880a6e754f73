package dev.watchkeeper.supervision;

import dev.watchkeeper.ssh.RemoteCommand;

import tools.jackson.databind.JsonNode;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// What a check of an Icinga looks at: by the command line that it last ran, or, before it has run,
/// by its variables.
final class IcingaScope {
    /// Variables of the commands of Icinga's template library, and the options that they become.
    private static final Map<String, List<String[]>> VARIABLES =
            Map.of(
                    "http",
                    List.of(
                            option("http_vhost", "-H"),
                            option("http_address", "-I"),
                            option("http_port", "-p"),
                            option("http_certificate", "-C"),
                            option("http_ssl", "-S")),
                    "tcp",
                    List.of(
                            option("tcp_address", "-H"),
                            option("tcp_port", "-p"),
                            option("tcp_certificate", "-D"),
                            option("tcp_ssl", "-S")),
                    "ssl_cert",
                    List.of(
                            option("ssl_cert_address", "-H"),
                            option("ssl_cert_port", "-p"),
                            option("ssl_cert_cn", "-n"),
                            option("ssl_cert_warn", "-w"),
                            option("ssl_cert_critical", "-c")),
                    "ssl",
                    List.of(
                            option("ssl_address", "-H"),
                            option("ssl_port", "-p"),
                            option("ssl_cert_valid_days_warn", "-D")),
                    "smtp",
                    List.of(
                            option("smtp_address", "-H"),
                            option("smtp_port", "-p"),
                            option("smtp_starttls", "-S"),
                            option("smtp_certificate_age", "-D")));

    private IcingaScope() {}

    private static String[] option(String variable, String letter) {
        return new String[] {variable, letter};
    }

    /// @param address of its host
    static Scope of(IcingaObject check, String address) {
        String command = check.text("check_command");
        List<String> line = ran(check);
        if (line.isEmpty()) {
            line = would(check, command, address);
        }
        return PluginScope.of(
                String.join(" ", line.stream().map(RemoteCommand::quote).toList()), command);
    }

    private static List<String> ran(IcingaObject check) {
        JsonNode command = check.attrs().path("last_check_result").path("command");
        List<String> words = new ArrayList<>();
        if (command.isString()) {
            words.addAll(ShellWords.of(command.asString("")));
        }
        command.forEach(w -> words.add(w.asString("")));
        return words;
    }

    private static List<String> would(IcingaObject check, String command, String address) {
        List<String> words = new ArrayList<>(List.of("check_" + program(command)));
        List<String[]> known = VARIABLES.getOrDefault(command, List.of());
        JsonNode vars = check.attrs().path("vars");
        for (String[] option : known) {
            JsonNode value = vars.path(option[0]);
            if (value.isBoolean()) {
                if (value.asBoolean()) {
                    words.add(option[1]);
                }
            } else if (value.isValueNode() && !value.isNull()) {
                words.add(option[1]);
                words.add(value.asString(""));
            }
        }
        boolean named = words.contains(addressOption(command));
        Optional.of(address)
                .filter(a -> !a.isEmpty() && !named)
                .ifPresent(a -> words.addAll(List.of(addressOption(command), a)));
        return words;
    }

    private static String addressOption(String command) {
        return command.equals("http") ? "-I" : "-H";
    }

    /// `ssl` of the library runs check_tcp.
    private static String program(String command) {
        return switch (command) {
            case "ssl" -> "tcp";
            case "hostalive", "hostalive4", "hostalive6", "ping4", "ping6" -> "ping";
            default -> command;
        };
    }
}
