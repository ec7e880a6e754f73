package dev.watchkeeper.inventory;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/// One way on which the console tells of findings.
///
/// @param name unique in the fleet
/// @param least what is less bad is not told
/// @param resolved whether it is told, too, when a finding that was told is gone
public record Channel(String name, LeastSeverity least, boolean resolved, Way way) {
    /// How bad a finding must be to be told, worst first.
    public enum LeastSeverity {
        CRITICAL,
        HIGH,
        UNKNOWN,
        MEDIUM,
        LOW
    }

    /// How it gets there.
    public sealed interface Way {}

    /// A notice on the user's own desktop, while the window is open.
    public record Desktop() implements Way {}

    /// A POST of JSON.
    public record Webhook(WebAccess web) implements Way {}

    /// An Alertmanager's API, version 2.
    public record Alertmanager(WebAccess web) implements Way {}

    /// A program that is given JSON on its standard input.
    ///
    /// @param line its argument list; no shell reads it
    public record Command(List<String> line) implements Way {
        public Command {
            line = List.copyOf(line);
        }
    }

    /// A mail.
    ///
    /// @param user to log in as; with a secret
    /// @param secret a file whose first line is the password
    /// @param ca a PEM file whose certificates are trusted there, in addition to the fleet's
    public record Smtp(
            MailServer server,
            String from,
            List<String> to,
            Optional<String> user,
            Optional<Path> secret,
            Optional<Path> ca)
            implements Way {
        public Smtp {
            to = List.copyOf(to);
        }
    }

    /// A server that takes mail.
    public record MailServer(String host, int port, MailSecurity security) {}

    /// How mail is kept from being read on the way.
    public enum MailSecurity {
        STARTTLS("starttls", 587),
        TLS("tls", 465),
        /// In the clear, to this machine alone.
        NONE("none", 25);

        private final String label;
        private final int port;

        MailSecurity(String label, int port) {
            this.label = label;
            this.port = port;
        }

        public String label() {
            return label;
        }

        /// The usual port.
        public int port() {
            return port;
        }
    }
}
