package dev.watchkeeper.cli;

import dev.watchkeeper.tls.CertificateDifference;
import dev.watchkeeper.tls.CertificateDifference.Field;
import dev.watchkeeper.tls.CertificateDifference.Verdict;

import java.util.List;

/// How two certificates differ, for a person.
final class DifferenceText {
    private final Terminal terminal;

    DifferenceText(Terminal terminal) {
        this.terminal = terminal;
    }

    void print(ComparedSide a, ComparedSide b, CertificateDifference difference) {
        terminal.line("left   " + a.source());
        terminal.line("right  " + b.source());
        terminal.line("");
        difference.fields().forEach(this::field);
        names("lost", difference.lostNames());
        names("added", difference.addedNames());
    }

    private void field(Field f) {
        String line = "  %-10s %-20s %s";
        String name = f.field().label();
        terminal.line(line.formatted(f.verdict(), name, Plain.of(f.left())));
        if (f.verdict() != Verdict.SAME) {
            terminal.line(line.formatted("", "", Plain.of(f.right())));
        }
    }

    private void names(String what, List<String> names) {
        names.forEach(n -> terminal.line("  %-10s %s".formatted(what, Plain.of(n))));
    }
}
