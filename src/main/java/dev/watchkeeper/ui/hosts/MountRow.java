package dev.watchkeeper.ui.hosts;

import dev.watchkeeper.finding.Finding;
import dev.watchkeeper.host.HostObservation;
import dev.watchkeeper.host.Mount;
import dev.watchkeeper.inventory.VisibleText;
import dev.watchkeeper.monitor.Report;
import dev.watchkeeper.ui.fx.Mark;
import dev.watchkeeper.ui.fx.Spans;
import dev.watchkeeper.ui.fx.Verdict;

import java.util.List;
import java.util.Optional;

/// One mount in the table.
record MountRow(String host, Mount mount, Optional<Finding> finding) {
    static List<MountRow> of(Report report, Blame blame) {
        return report.snapshot().hosts().values().stream()
                .flatMap(s -> s.lastProbed().stream())
                .flatMap(p -> p.snapshot().mounts().stream().map(m -> row(p, m, blame)))
                .toList();
    }

    private static MountRow row(HostObservation.Probed probed, Mount mount, Blame blame) {
        String host = probed.host().name();
        return new MountRow(host, mount, blame.ofMount(host, mount.mountPoint()));
    }

    String key() {
        return Blame.mountKey(host, mount.mountPoint());
    }

    Verdict verdict() {
        Verdict own =
                switch (mount.answer()) {
                    case Mount.Answer.Answered a -> new Verdict(Mark.OK, "answers");
                    case Mount.Answer.Silent s -> new Verdict(Mark.UNKNOWN, "does not answer");
                    case Mount.Answer.Faulty f -> new Verdict(Mark.UNKNOWN, "error");
                    case Mount.Answer.NotAsked n -> new Verdict(Mark.OK, "not asked");
                };
        return finding.map(f -> new Verdict(Mark.of(f.severity().label()), own.word())).orElse(own);
    }

    /// The answering time, or that there is none.
    String answer() {
        return switch (mount.answer()) {
            case Mount.Answer.Answered a -> a.took().toMillis() + " ms";
            case Mount.Answer.Silent s -> "does not answer for " + Spans.words(s.since());
            case Mount.Answer.Faulty f -> VisibleText.capped(f.error(), 120);
            case Mount.Answer.NotAsked n -> "not asked";
        };
    }

    String point() {
        return VisibleText.capped(mount.mountPoint(), 200);
    }

    String type() {
        return VisibleText.capped(mount.type(), 60);
    }

    String source() {
        return VisibleText.capped(mount.source(), 200);
    }

    String waiting() {
        return mount.fuseWaiting().isPresent()
                ? Integer.toString(mount.fuseWaiting().getAsInt())
                : "";
    }

    String server() {
        return mount.serverPid().isPresent() ? Long.toString(mount.serverPid().getAsLong()) : "";
    }

    boolean contains(String lowerCase) {
        String text = host + ' ' + point() + ' ' + type() + ' ' + source() + ' ' + answer();
        return text.toLowerCase(java.util.Locale.ROOT).contains(lowerCase);
    }
}
