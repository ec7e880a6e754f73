package dev.watchkeeper.ui.shell;

import dev.watchkeeper.monitor.Report;

import java.util.ArrayList;
import java.util.List;

/// What the palette offers for a report.
final class PaletteEntries {
    private static final int MOST_FINDINGS = 500;

    private PaletteEntries() {}

    static List<Palette.Entry> of(WindowActions actions, Screens screens, Report report) {
        List<Palette.Entry> entries = new ArrayList<>();
        for (Screen s : screens.all()) {
            entries.add(new Palette.Entry(s.title(), "g " + s.key(), () -> actions.goTo(s.id())));
        }
        entries.add(new Palette.Entry("Ask everything now", "F5", actions::refresh));
        entries.add(new Palette.Entry("Change between light and dark", "", actions::toggleTheme));
        entries.add(new Palette.Entry("Show all keys", "?", actions::keys));
        report.findings().stream()
                .limit(MOST_FINDINGS)
                .forEach(f ->
                        entries.add(
                                new Palette.Entry(
                                        f.statement().title(),
                                        f.severity().label() + " finding",
                                        () -> screens.openFinding(f.key()))));
        screens.subjects(report, entries);
        return entries;
    }
}
