package dev.watchkeeper.ui.hosts;

import dev.watchkeeper.finding.Finding;
import dev.watchkeeper.inventory.VisibleText;
import dev.watchkeeper.monitor.Report;
import dev.watchkeeper.ui.fx.Ages;
import dev.watchkeeper.ui.fx.Spans;
import dev.watchkeeper.ui.hosts.Detail.Field;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/// Makes the details of a row. Pure.
final class Details {
    private static final int LONGEST = 6_000;

    private Details() {}

    static Detail of(HealthRow row, Report report, Ages ages) {
        List<Field> fields = new ArrayList<>();
        fields.add(new Field("role", row.host().role().label()));
        fields.add(new Field("address", VisibleText.of(row.host().ssh().address())));
        fields.add(new Field("answer", row.answer()));
        fields.add(new Field("load 1, 5, 15 min", row.load()));
        fields.add(new Field("memory available", row.memory()));
        fields.add(new Field("pressure cpu, memory, io", row.pressure()));
        fields.add(new Field("up", row.uptime()));
        fields.add(new Field("clock", row.clock()));
        fields.add(new Field("kernel", row.kernel()));
        fields.add(new Field("boot id", row.boot()));
        fields.add(new Field("notes", row.notes()));
        row.lastProbedAt()
                .filter(at -> !Optional.of(at).equals(row.observedAt()))
                .ifPresent(at -> fields.add(new Field("values are of", ages.absolute(at))));
        return new Detail(
                row.name(),
                row.verdict(),
                row.observedAt(),
                Optional.ofNullable(report.progress().retries().get(row.name())),
                worstFirst(Blame.naming(report, row.name())),
                fields);
    }

    static Detail of(ProcessRow row, Optional<Instant> observedAt) {
        var p = row.process();
        List<Field> fields = new ArrayList<>();
        fields.add(new Field("command line", VisibleText.capped(p.line(), LONGEST)));
        fields.add(new Field("host", row.host()));
        fields.add(new Field("user", row.user()));
        fields.add(new Field("state", row.state()));
        fields.add(new Field("waits in", row.waitChannel()));
        fields.add(new Field("waits on", row.waitsOn()));
        fields.add(new Field("age", Spans.words(p.age())));
        fields.add(new Field("pid", Long.toString(p.key().pid())));
        fields.add(
                new Field(
                        "parent, group, session",
                        p.parent() + ", " + p.group() + ", " + p.session()));
        fields.add(new Field("threads", Integer.toString(p.threads())));
        fields.add(new Field("cpu ticks", Long.toString(p.cpuTicks())));
        fields.add(
                new Field(
                        "context switches",
                        p.contextSwitches().map(c -> Long.toString(c)).orElse("not known")));
        String title = VisibleText.capped(p.command(), 60) + " (" + p.key().pid() + ")";
        return new Detail(title, row.shownVerdict(), observedAt, row.findings(), fields);
    }

    static Detail of(MountRow row, Optional<Instant> observedAt) {
        List<Field> fields =
                List.of(
                        new Field("answer", row.answer()),
                        new Field("host", row.host()),
                        new Field("type", row.type()),
                        new Field("source", row.source()),
                        new Field("device", VisibleText.of(row.mount().device())),
                        new Field("FUSE connection", number(row.mount().fuseConnection())),
                        new Field("FUSE requests waiting", row.waiting()),
                        new Field("server pid", row.server()));
        return new Detail(
                row.point(), row.verdict(), observedAt, row.finding().stream().toList(), fields);
    }

    private static String number(java.util.OptionalInt number) {
        return number.isPresent() ? Integer.toString(number.getAsInt()) : "";
    }

    private static List<Finding> worstFirst(List<Finding> findings) {
        return findings.stream().sorted(Comparator.comparing(Finding::severity)).toList();
    }
}
