package dev.watchkeeper.ui.certificates;

import dev.watchkeeper.tls.CertificateText;
import dev.watchkeeper.tls.ServedCertificate;
import dev.watchkeeper.ui.fx.Ages;
import dev.watchkeeper.ui.fx.Clip;
import dev.watchkeeper.ui.fx.FieldGrid;
import dev.watchkeeper.ui.fx.Layouts;

import javafx.scene.layout.VBox;

/// Every field of one certificate of a chain.
final class CertificateCard extends VBox {
    /// @param index in the chain; 0 is the leaf
    CertificateCard(int index, ServedCertificate certificate, Ages ages) {
        getStyleClass().add("chain-card");
        switch (certificate) {
            case ServedCertificate.Parsed parsed -> parsed(index, parsed, ages);
            case ServedCertificate.Unparseable bytes -> unparseable(index, bytes);
        }
    }

    private static String title(int index) {
        return index == 0 ? "leaf" : "intermediate " + index;
    }

    private void parsed(int index, ServedCertificate.Parsed c, Ages ages) {
        getChildren()
                .add(
                        Layouts.row(
                                "line",
                                Layouts.growing(
                                        Layouts.wrapped(
                                                title(index) + " · " + CommonName.of(c.subject()),
                                                "strong")),
                                Clip.button("Copy text", () -> text(c)),
                                Clip.button("Copy PEM", c::pem)));
        var fields = new FieldGrid();
        fields.add("subject", c.subject().isEmpty() ? "(empty)" : c.subject());
        fields.add(
                "SAN",
                c.subjectAltNames().isEmpty() ? "none" : String.join(", ", c.subjectAltNames()));
        fields.add("issuer", c.issuer());
        fields.addMono("serial number", c.serialHex());
        fields.add(
                "notBefore",
                ages.absolute(c.notBefore()) + " (" + ages.relative(c.notBefore()) + ")");
        fields.add("notAfter", notAfter(c, ages));
        fields.add("key", c.key());
        fields.add("signature", c.signatureAlgorithm());
        fields.addMono("SHA-256", c.sha256());
        fields.addMono("SPKI SHA-256", c.spkiSha256());
        fields.add("size", "%,d bytes".formatted(c.size()));
        getChildren().add(fields);
    }

    private static String text(ServedCertificate certificate) {
        return String.join("\n", CertificateText.of(certificate)) + "\n";
    }

    private static String notAfter(ServedCertificate.Parsed c, Ages ages) {
        return c.neverExpires()
                ? "9999-12-31, which means no expiry"
                : ages.absolute(c.notAfter()) + " (" + ages.relative(c.notAfter()) + ")";
    }

    private void unparseable(int index, ServedCertificate.Unparseable bytes) {
        getChildren().add(Layouts.wrapped(title(index) + " · could not be read", "strong"));
        var fields = new FieldGrid();
        fields.add("reason", bytes.reason());
        fields.addMono("SHA-256", bytes.sha256());
        fields.add("size", "%,d bytes".formatted(bytes.size()));
        getChildren().add(fields);
    }
}
