package dev.watchkeeper.automation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.watchkeeper.host.LocalShell;
import dev.watchkeeper.host.RenewalProbe;
import dev.watchkeeper.inventory.CertificateThresholds;
import dev.watchkeeper.inventory.Fleet;
import dev.watchkeeper.inventory.Host;
import dev.watchkeeper.inventory.HostRole;
import dev.watchkeeper.inventory.Renewal;
import dev.watchkeeper.inventory.SshAccess;
import dev.watchkeeper.inventory.Thresholds;
import dev.watchkeeper.ssh.Remote;
import dev.watchkeeper.ssh.RemoteCommand;
import dev.watchkeeper.ssh.SshOutcome;
import dev.watchkeeper.tls.TestCertificates.Issued;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.PrivateKey;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Optional;

/// This machine as a host with renewals: a folder is the home of who logs in, and servers are
/// processes of the right name and arguments that do nothing.
final class RenewalHost implements AutoCloseable, Remote {
    private final WholeMachine machine;
    private final Path folder;
    private final LocalShell shell;
    private final List<Process> servers = new ArrayList<>();
    private final List<Renewal> renewals = new ArrayList<>();
    private final List<String> keystores = new ArrayList<>();
    private String said = "";

    RenewalHost(Path folder, String... shell) throws IOException {
        machine = WholeMachine.take();
        this.folder = folder;
        var words = new ArrayList<>(List.of("env", "HOME=" + folder));
        words.addAll(List.of(shell));
        this.shell = new LocalShell(words.toArray(String[]::new));
    }

    Path write(String name, String text) throws IOException {
        Path file = folder.resolve(name);
        Files.createDirectories(file.getParent());
        return Files.writeString(file, text);
    }

    /// A server that looks as if it had been started with these arguments.
    void serve(String name, String... arguments) throws IOException {
        Path program = write("bin/" + name, "#!/bin/sh\nread x\n");
        assertThat(program.toFile().setExecutable(true)).isTrue();
        var words = new ArrayList<>(List.of(program.toString()));
        words.addAll(List.of(arguments));
        servers.add(new ProcessBuilder(words).start());
    }

    void log(Path path, String success, String failure) {
        renewals.add(
                new Renewal(
                        "docs",
                        "here",
                        List.of("/usr/local/bin/renew"),
                        Duration.ofMinutes(1),
                        List.of(),
                        List.of(),
                        false,
                        Optional.empty(),
                        Optional.empty(),
                        Optional.of(
                                new Renewal.Log(
                                        path.toString(),
                                        Optional.of(success),
                                        Optional.of(failure)))));
    }

    void keystore(Path path) {
        keystores.add(path.toString());
    }

    /// Asks, with the real script.
    RenewalAutomation ask() {
        var host =
                new Host("here", HostRole.OTHER, SshAccess.of("here"), List.of(), false, keystores);
        var fleet =
                new Fleet(
                        List.of(),
                        List.of(host),
                        renewals,
                        new Thresholds(
                                CertificateThresholds.DEFAULT,
                                Thresholds.DEFAULT.hosts(),
                                Thresholds.DEFAULT.schedule()));
        var probe =
                new AutomationProbe(
                        new RenewalProbe(this, InstantSource.system(), () -> "n0n5en5e"));
        var seen = probe.observe(host, fleet, Duration.ofMinutes(1));
        assertThat(seen).isInstanceOf(AutomationObservation.Observed.class);
        return ((AutomationObservation.Observed) seen).automation();
    }

    /// All that the host has said at the last question.
    String said() {
        return said;
    }

    static String pem(String kind, byte[] bytes) {
        String text = Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(bytes);
        return "-----BEGIN %s-----\n%s\n-----END %s-----\n".formatted(kind, text, kind);
    }

    static String pem(Issued issued) {
        return pem("CERTIFICATE", issued.der());
    }

    static String pem(PrivateKey key) {
        return pem("PRIVATE KEY", key.getEncoded());
    }

    @Override
    public SshOutcome run(Host host, RemoteCommand command, Duration limit) {
        SshOutcome outcome = shell.run(host, command, limit);
        said = ((SshOutcome.Completed) outcome).stdout();
        return outcome;
    }

    @Override
    public RunningCommand start(
            Host host, RemoteCommand command, Duration limit, OutputListener listener) {
        throw new UnsupportedOperationException();
    }

    @Override
    public int abandoned() {
        return 0;
    }

    @Override
    public void close() throws IOException {
        for (Process server : servers) {
            server.destroyForcibly().onExit().join();
        }
        machine.close();
    }
}
