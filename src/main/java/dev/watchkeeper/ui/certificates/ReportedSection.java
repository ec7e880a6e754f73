package dev.watchkeeper.ui.certificates;

import dev.watchkeeper.tls.ReportedCertificate;
import dev.watchkeeper.tls.TlsObservation.Reported;
import dev.watchkeeper.ui.fx.AgeLabel;
import dev.watchkeeper.ui.fx.Ages;
import dev.watchkeeper.ui.fx.FieldGrid;
import dev.watchkeeper.ui.fx.Layouts;

import javafx.scene.layout.VBox;

/// What a source told of an address: who says it, how old it is, and what it cannot tell.
final class ReportedSection extends VBox {
    private static final String UNKNOWN = "unknown: series do not tell it";

    ReportedSection(Reported r, Ages ages) {
        getStyleClass().add("section");
        setId("reported");
        ReportedCertificate c = r.certificate();
        var fields = new FieldGrid();
        fields.add("series", r.series());
        fields.add(c.file().isPresent() ? "file ends" : "chain ends", end(c, ages));
        fields.add("notBefore", c.notBefore().map(ages::absolute).orElse(UNKNOWN));
        c.pathNotAfter().ifPresent(p -> fields.add("verified path ends", ages.absolute(p)));
        fields.add("subject", c.identity().map(i -> i.subject()).orElse(UNKNOWN));
        fields.add("issuer", c.identity().map(i -> i.issuer()).orElse(UNKNOWN));
        fields.add("protocol", c.protocol().orElse(UNKNOWN));
        fields.add("its probe", r.succeeded().map(s -> s ? "succeeded" : "failed").orElse("none"));
        fields.add("served", c.file().isPresent() ? UNKNOWN : "as its exporter saw it");
        fields.add("trust, host name, chain", UNKNOWN);
        fields.add("revocation", UNKNOWN);
        getChildren()
                .addAll(
                        Layouts.label("Reported, not seen", "section-title"),
                        new AgeLabel(ages)
                                .as(at -> "reported by " + r.source() + ", " + ages.relative(at))
                                .show(r.observedAt()),
                        fields);
    }

    private static String end(ReportedCertificate c, Ages ages) {
        return c.neverExpires()
                ? "9999-12-31, which means no expiry"
                : ages.absolute(c.notAfter()) + " (" + ages.relative(c.notAfter()) + ")";
    }
}
