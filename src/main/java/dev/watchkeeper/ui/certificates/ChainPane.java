package dev.watchkeeper.ui.certificates;

import dev.watchkeeper.tls.CertificateFault;
import dev.watchkeeper.tls.ServedCertificate;
import dev.watchkeeper.tls.TlsObservation;
import dev.watchkeeper.ui.fx.AgeLabel;
import dev.watchkeeper.ui.fx.Ages;
import dev.watchkeeper.ui.fx.Badge;
import dev.watchkeeper.ui.fx.Clip;
import dev.watchkeeper.ui.fx.FieldGrid;
import dev.watchkeeper.ui.fx.Layouts;
import dev.watchkeeper.ui.fx.Mark;
import dev.watchkeeper.ui.fx.MarkShape;

import javafx.scene.Node;
import javafx.scene.control.ScrollPane;
import javafx.scene.layout.VBox;

import java.util.Optional;
import java.util.stream.Collectors;

/// Everything that is known of the certificate of one address: who renews it, how far the newest
/// one has come, faults, the handshake, every field of every certificate.
final class ChainPane extends ScrollPane {
    private final Ages ages;
    private final Depths depths;
    private final VBox body = Layouts.column("detail");
    private Optional<Detail> shown = Optional.empty();

    ChainPane(Ages ages, Depths depths) {
        this.ages = ages;
        this.depths = depths;
        setContent(body);
        setFitToWidth(true);
        setId("chain");
        setAccessibleText("What the selected address presented");
        getStyleClass().addAll("plain-scroll", "side");
        ages.zone().addListener(o -> redraw());
    }

    void show(Detail detail) {
        if (!shown.equals(Optional.of(detail))) {
            boolean other = shown.filter(s -> s.row().id().equals(detail.row().id())).isEmpty();
            shown = Optional.of(detail);
            redraw();
            if (other) {
                setVvalue(0);
            }
        }
    }

    private void redraw() {
        shown.ifPresent(this::draw);
    }

    private void draw(Detail detail) {
        CertificateRow row = detail.row();
        body.getChildren().clear();
        head(row);
        if (row.state().latest() instanceof TlsObservation.Failed failed) {
            add(failure(failed, row));
        }
        row.reported().ifPresent(r -> add(new ReportedSection(r, ages)));
        row.state()
                .lastPresented()
                .filter(p -> !p.judgement().faults().isEmpty())
                .ifPresent(p -> add(section("Faults, worst first", faults(p))));
        add(new RenewalSection(row, ages));
        add(new HopsSection(detail.hops(), ages));
        add(new ThresholdSection(detail.thresholds(), ages));
        add(depth(row));
        row.state().lastPresented().ifPresent(this::presented);
        add(Layouts.wrapped("Ctrl-click another row to compare the two.", "muted", "small"));
    }

    private void head(CertificateRow row) {
        add(Layouts.wrapped(row.target().endpoint().id(), "detail-title"));
        Badge badge = new Badge(row.verdict().mark());
        badge.show(row.verdict().mark(), row.verdict().word());
        add(
                Layouts.row(
                        "line",
                        badge,
                        new AgeLabel(ages)
                                .as(at -> "observed " + ages.relative(at))
                                .show(row.state().latest().observedAt())));
        add(
                Layouts.wrapped(
                        (row.reported().isPresent() ? "told of " : "asked at ")
                                + row.target().label()
                                + " ("
                                + row.target().address()
                                + " port "
                                + row.target().port()
                                + ")",
                        "muted"));
    }

    private Node depth(CertificateRow row) {
        return new DepthSection(
                depths.of(row.target()),
                () -> depths.look(row.target(), () -> redrawIf(row.id())),
                ages);
    }

    private void redrawIf(String id) {
        shown.filter(s -> s.row().id().equals(id)).ifPresent(this::draw);
    }

    private void add(Node node) {
        body.getChildren().add(node);
    }

    private Node failure(TlsObservation.Failed failed, CertificateRow row) {
        String before =
                row.state()
                        .lastPresented()
                        .map(p ->
                                "Below is what it presented " + ages.relative(p.observedAt()) + ".")
                        .or(() ->
                                row.reported()
                                        .map(r ->
                                                "Below is what was reported "
                                                        + ages.relative(r.observedAt())
                                                        + "."))
                        .orElse("No certificate was ever seen here.");
        return Layouts.row(
                "loss",
                new MarkShape(row.verdict().mark(), 14),
                Layouts.growing(Layouts.wrapped(failed.text() + ". " + before, "strong")));
    }

    private void presented(TlsObservation.Presented p) {
        p.notes().forEach(n -> add(Layouts.wrapped(n, "muted")));
        add(section("Handshake", handshake(p)));
        String all =
                p.chain().stream()
                        .filter(ServedCertificate.Parsed.class::isInstance)
                        .map(c -> ((ServedCertificate.Parsed) c).pem())
                        .collect(Collectors.joining());
        add(
                Layouts.row(
                        "line",
                        Layouts.label(
                                "Chain as served, " + p.chain().size() + " certificates",
                                "section-title"),
                        Layouts.spacer(),
                        Clip.button("Copy chain as PEM", () -> all)));
        for (int i = 0; i < p.chain().size(); i++) {
            add(new CertificateCard(i, p.chain().get(i), ages));
        }
    }

    private static Node section(String title, Node content) {
        return Layouts.column("section", Layouts.label(title, "section-title"), content);
    }

    private static Node faults(TlsObservation.Presented p) {
        VBox all = Layouts.column("evidences");
        for (CertificateFault fault : p.judgement().faults()) {
            all.getChildren()
                    .add(
                            Layouts.row(
                                    "loss",
                                    new MarkShape(Mark.CRITICAL, 12),
                                    Layouts.growing(
                                            Layouts.column(
                                                    "host-words",
                                                    Layouts.wrapped(fault.text(), "strong"),
                                                    Layouts.wrapped(
                                                            fault.rule(), "muted", "small")))));
        }
        return all;
    }

    private static Node handshake(TlsObservation.Presented p) {
        var fields = new FieldGrid();
        fields.add("protocol", p.protocol());
        fields.add("cipher suite", p.cipherSuite());
        fields.add("trust", CertificateRow.words(p.judgement().trust(), "trusted", "not trusted"));
        fields.add("judged against", p.judgement().trustStore());
        fields.add(
                "host name",
                CertificateRow.words(p.judgement().hostName(), "matches", "does not match"));
        fields.add("took", p.took().toMillis() + " ms");
        if (p.clientCertificateDemanded()) {
            fields.add("client", "the server asks for a client certificate");
        }
        return fields;
    }
}
