package dev.watchkeeper.automation;

import dev.watchkeeper.automation.ConfigTree.Statement;
import dev.watchkeeper.automation.ServerUse.Listen;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.OptionalInt;
import java.util.Set;

/// What certificates an Apache configuration names (mod_ssl, `SSLCertificateFile`): in each virtual
/// host, else around them. Sections for modules that are not loaded and names that are not defined
/// are passed over, as Apache does.
final class ApacheUses implements UseReader {
    @Override
    public List<ServerUse> read(ConfigTree tree, String program, String configuration) {
        var reading = new Reading(program, configuration);
        tree.read(configuration, reading::statement);
        return reading.uses;
    }

    /// One walk through a configuration.
    private static final class Reading {
        private final String program;
        private final String configuration;
        private final List<ServerUse> uses = new ArrayList<>();
        private final Set<String> modules = new HashSet<>();
        private final Set<String> defined = new HashSet<>();
        private final Deque<Boolean> sections = new ArrayDeque<>();
        private final List<Statement> general = new ArrayList<>();
        private Host host = new Host(List.of());
        private boolean inHost;

        Reading(String program, String configuration) {
            this.program = program;
            this.configuration = configuration;
        }

        void statement(Statement s) {
            if (s.is("open")) {
                open(s);
            } else if (s.is("close")) {
                close(s);
            } else if (!sections.contains(false)) {
                told(s);
            }
        }

        private void open(Statement s) {
            sections.push(isTaken(s.word(1), s.word(2)));
            if (s.word(1).equals("virtualhost") && !sections.contains(false)) {
                List<String> arguments = s.words().subList(2, s.words().size());
                host = new Host(arguments);
                inHost = true;
            }
        }

        private boolean isTaken(String section, String argument) {
            boolean not = argument.startsWith("!");
            String name = not ? argument.substring(1) : argument;
            return switch (section) {
                case "ifmodule" -> modules.contains(module(name)) != not;
                case "ifdefine" -> defined.contains(name) != not;
                default -> true;
            };
        }

        /// `mod_ssl.c` and `ssl_module` are the same; what is built in is loaded by nobody.
        private static String module(String name) {
            return name.replaceAll("^mod_(.*)\\.c$", "$1").replaceAll("_module$", "");
        }

        private void close(Statement s) {
            if (s.word(1).equals("virtualhost") && inHost && !sections.contains(false)) {
                inHost = false;
                if (host.on) {
                    (host.certificates.isEmpty() ? general : host.certificates).forEach(this::use);
                }
            }
            if (!sections.isEmpty()) {
                sections.pop();
            }
        }

        private void told(Statement s) {
            switch (s.word(0)) {
                case "loadmodule" -> modules.add(module(s.word(1)));
                case "define" -> defined.add(s.word(1));
                case "undefine" -> defined.remove(s.word(1));
                case "sslcertificatefile" -> (inHost ? host.certificates : general).add(s);
                case "sslengine" -> host.on |= inHost && !s.word(1).equalsIgnoreCase("off");
                case "servername" -> host.names.add(name(s.word(1)));
                case "serveralias" -> host.names.addAll(s.arguments());
                default -> {}
            }
        }

        /// `https://name:443` is allowed there.
        private static String name(String text) {
            return text.replaceAll("^[a-z]+://", "").replaceAll(":\\d+$", "");
        }

        private void use(Statement certificate) {
            List<Listen> listens =
                    host.addresses.stream()
                            .map(a -> UseReader.listen(a, OptionalInt.empty()))
                            .toList();
            uses.add(
                    new ServerUse(
                            program,
                            configuration,
                            certificate.place(),
                            listens,
                            host.names.stream().filter(n -> !n.isEmpty()).toList(),
                            UseReader.source(certificate.word(1))));
        }
    }

    /// A virtual host.
    private static final class Host {
        private final List<String> addresses;
        private final List<Statement> certificates = new ArrayList<>();
        private final List<String> names = new ArrayList<>();
        private boolean on;

        Host(List<String> addresses) {
            this.addresses = addresses;
        }
    }
}
