package dev.watchkeeper.cli;

import dev.watchkeeper.finding.Ages;
import dev.watchkeeper.finding.FleetSnapshot.HostState;
import dev.watchkeeper.host.HostObservation;
import dev.watchkeeper.host.HostObservation.KeyRefused;
import dev.watchkeeper.host.HostObservation.NotProbed;
import dev.watchkeeper.host.HostObservation.Probed;
import dev.watchkeeper.host.HostSnapshot;
import dev.watchkeeper.host.Mount;
import dev.watchkeeper.host.Mount.Answer;
import dev.watchkeeper.host.RemoteProcess;

import java.time.Instant;

/// What a host said of itself, for a person.
final class HostText {
    private final HostState state;
    private final Instant now;
    private final Terminal terminal;

    HostText(HostState state, Instant now, Terminal terminal) {
        this.state = state;
        this.now = now;
        this.terminal = terminal;
    }

    void print() {
        HostObservation latest = state.latest();
        terminal.line(
                "%s, asked %s ago, answered in %d ms"
                        .formatted(
                                latest.host().name(),
                                Ages.between(latest.observedAt(), now),
                                latest.took().toMillis()));
        switch (latest) {
            case NotProbed n -> terminal.line("  " + n.reason() + ": " + Plain.of(n.text()));
            case KeyRefused k ->
                    terminal.line(
                            "  host key " + k.problem().kind() + ": " + k.problem().fingerprint());
            case Probed p -> snapshot(p.snapshot());
            case HostObservation.Reported r -> terminal.line("  read from " + r.source());
            case HostObservation.NotReported n -> terminal.line("  " + Plain.of(n.text()));
        }
        state.automation()
                .ifPresent(a ->
                        new RenewalText(state.lastProbed().map(Probed::snapshot), now, terminal)
                                .print(a));
        terminal.line("");
    }

    private void snapshot(HostSnapshot s) {
        terminal.line(
                "  %s, up %s, load %s, memory %d of %d MiB available"
                        .formatted(
                                Plain.of(s.kernel()),
                                Ages.of(s.uptime()),
                                s.load(),
                                s.memory().available() >> 20,
                                s.memory().total() >> 20));
        s.pressure()
                .ifPresent(p ->
                        terminal.line(
                                "  pressure: cpu %s %%, memory %s %%, io %s %%"
                                        .formatted(p.cpu(), p.memory(), p.io())));
        s.notes().forEach(n -> terminal.line("  note: " + Plain.of(n)));
        terminal.line("  mounts");
        s.mounts().stream()
                .filter(m -> !(m.answer() instanceof Answer.NotAsked))
                .forEach(this::mount);
        new RunText(s, terminal).print();
        terminal.line("  processes");
        terminal.line("        PID   PPID S USER         AGE     WCHAN                 COMMAND");
        s.processes().stream().filter(p -> p.parent() != 2).forEach(this::process);
    }

    private void mount(Mount m) {
        String answer =
                switch (m.answer()) {
                    case Answer.Answered a -> "answers in " + a.took().toMillis() + " ms";
                    case Answer.Silent s -> "NO ANSWER for " + Ages.of(s.since());
                    case Answer.Faulty f -> "ERROR " + f.error();
                    case Answer.NotAsked _ -> "not asked";
                };
        String server =
                m.serverPid().isPresent() ? ", served by pid " + m.serverPid().getAsLong() : "";
        terminal.line(
                "    %-24s %-16s %s%s"
                        .formatted(
                                Plain.of(m.mountPoint()),
                                Plain.of(m.type()),
                                Plain.of(answer),
                                server));
    }

    private void process(RemoteProcess p) {
        terminal.line(
                "    %7d %6d %c %-12s %-7s %-21s %s"
                                .formatted(
                                        p.key().pid(),
                                        p.parent(),
                                        p.state(),
                                        Plain.of(p.user()),
                                        Ages.of(p.age()),
                                        p.waitChannel().map(Plain::of).orElse("?"),
                                        Plain.of(p.line()))
                        + p.waitsOn().map(w -> "  [waits on " + Plain.of(w) + "]").orElse("")
                        + (p.stack().isEmpty()
                                ? ""
                                : "  [in " + String.join(" < ", p.stack()) + "]"));
    }
}
