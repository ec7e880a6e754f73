package dev.watchkeeper.remedy;

import dev.watchkeeper.automation.ServerProgram;
import dev.watchkeeper.host.RemoteProcess;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/// How a web server is asked to load its configuration, and its certificates with it: the signal
/// that its first process takes (nginx: "Controlling nginx"; Apache: "Stopping and Restarting";
/// HAProxy: "Management Guide, 4"), after its own test of the configuration.
///
/// @param signal its name without `SIG`
/// @param test the argument list that tests
record ServerReload(String signal, List<String> test) {
    private static final Pattern PLAIN = Pattern.compile("/[A-Za-z0-9._/+@-]+");
    private static final Pattern MASTER_WORKER =
            Pattern.compile("(?:^|\\s)-(?:[a-zA-Z]*W[a-z]*)(?:\\s|$)");

    /// Empty where the program has no reload that is known, or its configuration's path could not
    /// be passed on safely.
    static Optional<ServerReload> of(ServerProgram server, RemoteProcess master) {
        String configuration = server.configuration();
        if (!PLAIN.matcher(configuration).matches() || !SafePath.isSafe(configuration)) {
            return Optional.empty();
        }
        String arguments = master.arguments().orElse("");
        return switch (server.program()) {
            case "nginx" -> Optional.of(new ServerReload("HUP", nginx(arguments, configuration)));
            case "apache", "apache2", "httpd" ->
                    Optional.of(
                            new ServerReload(
                                    "USR1", List.of("apachectl", "-t", "-f", configuration)));
            case "haproxy" ->
                    MASTER_WORKER.matcher(arguments).find()
                            ? Optional.of(
                                    new ServerReload(
                                            "USR2",
                                            List.of("haproxy", "-c", "-q", "-f", configuration)))
                            : Optional.empty();
            default -> Optional.empty();
        };
    }

    /// The program that runs, with the prefix that it was started with.
    private static List<String> nginx(String arguments, String configuration) {
        List<String> words =
                List.of(
                        arguments
                                .replaceFirst("^nginx: master process ", "")
                                .strip()
                                .split("\\s+"));
        var test = new ArrayList<String>();
        test.add(PLAIN.matcher(words.getFirst()).matches() ? words.getFirst() : "nginx");
        test.addAll(List.of("-t", "-q", "-c", configuration));
        int prefix = words.indexOf("-p");
        if (prefix >= 0
                && prefix + 1 < words.size()
                && PLAIN.matcher(words.get(prefix + 1)).matches()) {
            test.addAll(List.of("-p", words.get(prefix + 1)));
        }
        return test;
    }
}
