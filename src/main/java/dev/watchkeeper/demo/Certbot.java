package dev.watchkeeper.demo;

import dev.watchkeeper.tls.PrivateAuthority.Issued;

import java.io.IOException;
import java.time.Duration;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;

/// The simulated certbot: really issues certificates of the demo's authority and installs them on
/// the proxies, with certbot's own words. Fails while another one runs on the host.
final class Certbot {
    private static final String NAME = "certbot";
    private static final String RULE = "- ".repeat(39) + "-";
    private static final String LOG = "/var/log/letsencrypt/letsencrypt.log";

    /// What each of its steps takes, so that one can watch it.
    static final Duration STEP = Duration.ofMillis(220);

    private final Certificates certificates;
    private final Duration step;

    Certbot(Certificates certificates, Duration step) {
        this.certificates = certificates;
        this.step = step;
    }

    Duration step() {
        return step;
    }

    /// Whether these words call certbot.
    static boolean isMeant(List<String> words) {
        return words.getFirst().equals(NAME) || words.getFirst().endsWith("/" + NAME);
    }

    Program on(SimulatedHost host, List<String> words) {
        return terminal -> run(host, words, terminal);
    }

    private int run(SimulatedHost host, List<String> words, Terminal terminal)
            throws IOException, InterruptedException {
        terminal.line("Saving debug log to " + LOG);
        terminal.pause(step);
        if (host.runs(NAME)) {
            return alreadyRunning(terminal);
        }
        for (String name : names(words)) {
            terminal.line("\n" + RULE + "\nProcessing /etc/letsencrypt/renewal/" + name + ".conf");
            terminal.line(RULE);
            terminal.pause(step);
            if (!certificates.has(name)) {
                terminal.error("No certificate found with name " + name);
                return 1;
            } else if (certificates.isDue(name, host.now())) {
                renew(host, name, terminal);
            } else {
                notDue(name, terminal);
            }
        }
        return 0;
    }

    private List<String> names(List<String> words) {
        int option = words.indexOf("--cert-name");
        return option < 0 || option + 1 >= words.size()
                ? certificates.names()
                : List.of(words.get(option + 1));
    }

    private static int alreadyRunning(Terminal terminal) throws IOException {
        terminal.error("Another instance of Certbot is already running.");
        terminal.error(
                "Ask for help or search for solutions at https://community.letsencrypt.org. See the"
                        + " logfile "
                        + LOG
                        + " or re-run Certbot with -v for more details.");
        return 1;
    }

    private void renew(SimulatedHost host, String name, Terminal terminal)
            throws IOException, InterruptedException {
        terminal.line("Renewing an existing certificate for " + name);
        terminal.pause(step.multipliedBy(2));
        Issued issued = certificates.issue(name, host.now());
        terminal.line("\nHook 'deploy-hook' ran with output:");
        for (TlsProxy proxy : certificates.proxies()) {
            terminal.pause(step);
            proxy.serve(name, issued);
            terminal.line(" " + proxy.label() + ": certificate installed, nginx reloaded");
        }
        terminal.line("\n" + RULE + "\nCongratulations, all renewals succeeded:");
        terminal.line("  " + live(name) + " (success)\n" + RULE);
    }

    private void notDue(String name, Terminal terminal) throws IOException {
        String day =
                DateTimeFormatter.ISO_LOCAL_DATE
                        .withZone(ZoneOffset.UTC)
                        .format(certificates.notAfter(name));
        terminal.line("Certificate not yet due for renewal\n\n" + RULE);
        terminal.line("The following certificates are not due for renewal yet:");
        terminal.line("  " + live(name) + " expires on " + day + " (skipped)");
        terminal.line("No renewals were attempted.\n" + RULE);
    }

    private static String live(String name) {
        return "/etc/letsencrypt/live/" + name + "/fullchain.pem";
    }
}
