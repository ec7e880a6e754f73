package dev.watchkeeper.tls;

import dev.watchkeeper.tls.CertificateFault.Kind;
import dev.watchkeeper.tls.ChainCertificate.Legible;

import org.bouncycastle.asn1.x509.KeyPurposeId;
import org.bouncycastle.asn1.x509.KeyUsage;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;

/// What a certificate shows by itself, whatever its path and the date: as a leaf, and as the issuer
/// of another.
final class CertificateChecks {
    private static final int MAY_SIGN = KeyUsage.keyCertSign;
    private static final int SERVES =
            KeyUsage.digitalSignature | KeyUsage.keyEncipherment | KeyUsage.keyAgreement;
    private static final String PURPOSE_RULE = "RFC 5280 4.2.1.12";

    private static final int LONGEST_SERIAL = 20 * 8 - 1;

    private final Purpose purpose;

    CertificateChecks(Purpose purpose) {
        this.purpose = purpose;
    }

    /// The faults of a certificate in the place of the leaf.
    List<CertificateFault> ofLeaf(Legible leaf) {
        List<CertificateFault> faults = new ArrayList<>();
        common(leaf, faults);
        if (purpose == Purpose.TLS_SERVER && leaf.flaw().isEmpty()) {
            addServerProfile(leaf, faults);
        }
        return faults;
    }

    /// The faults of a certificate that issued another one of the path; an anchor has them too.
    List<CertificateFault> ofIssuer(Legible issuer) {
        List<CertificateFault> faults = new ArrayList<>();
        common(issuer, faults);
        addNotAnAuthority(issuer, faults);
        if (issuer.flaw().isEmpty() && purpose == Purpose.TLS_SERVER) {
            addKeyPurpose(issuer, faults);
        }
        return faults;
    }

    private void common(Legible c, List<CertificateFault> faults) {
        c.flaw()
                .ifPresent(why ->
                        faults.add(
                                fault(
                                        c,
                                        Kind.UNPARSEABLE,
                                        "RFC 5280 4.1",
                                        "the %s is malformed: %s".formatted(c.role(), why))));
        if (purpose == Purpose.TLS_SERVER && !c.isAnchor()) {
            addSerialNumber(c, faults);
        }
        ExtensionChecks.addTo(c, faults);
        StrengthChecks.addTo(c, purpose, faults);
    }

    /// Old anchors have what they have; nobody looks them up by it.
    private static void addSerialNumber(Legible c, List<CertificateFault> faults) {
        BigInteger serial = c.holder().getSerialNumber();
        if (serial.signum() <= 0 || serial.bitLength() > LONGEST_SERIAL) {
            faults.add(
                    profile(
                            c,
                            "RFC 5280 4.1.2.2",
                            "has a serial number that is not positive or longer than 20 bytes"));
        }
    }

    private static void addNotAnAuthority(Legible c, List<CertificateFault> faults) {
        // Version 1 has no extensions that could say so, and only who trusts it can know.
        boolean oldAnchor = c.isAnchor() && c.x509().getVersion() < 3;
        if (c.flaw().isEmpty() && !oldAnchor && !c.extensions().isAuthority()) {
            faults.add(
                    fault(
                            c,
                            Kind.NOT_A_CA,
                            "RFC 5280 4.2.1.9",
                            "the " + c.role() + " is not an authority's, and issued another one"));
        } else if (!c.extensions().allows(MAY_SIGN)) {
            faults.add(
                    fault(
                            c,
                            c.isAnchor() ? Kind.NOT_A_CA : Kind.KEY_USAGE,
                            "RFC 5280 4.2.1.3",
                            "the key usage of the "
                                    + c.role()
                                    + " does not allow it to sign certificates"));
        }
    }

    private static void addServerProfile(Legible leaf, List<CertificateFault> faults) {
        addKeyPurpose(leaf, faults);
        if (leaf.x509().getVersion() < 3) {
            faults.add(
                    profile(
                            leaf,
                            "CA/Browser Forum BR 7.1.1",
                            "is of version " + leaf.x509().getVersion() + ", not 3"));
        }
        boolean authority = leaf.extensions().isAuthority();
        if (authority && !leaf.isSelfIssued()) {
            faults.add(
                    fault(
                            leaf,
                            Kind.CA_AS_LEAF,
                            "CA/Browser Forum BR 7.1.2.7.8",
                            "the leaf certificate is an authority's, which no server should use"));
        }
        if (!authority && leaf.extensions().hasUsage(MAY_SIGN)) {
            faults.add(
                    fault(
                            leaf,
                            Kind.KEY_USAGE,
                            "RFC 5280 4.2.1.9",
                            "the leaf certificate may sign certificates, but is no authority's"));
        } else if (!leaf.extensions().allows(SERVES | MAY_SIGN)) {
            faults.add(
                    fault(
                            leaf,
                            Kind.KEY_USAGE,
                            "RFC 5280 4.2.1.3",
                            "the key usage of the leaf certificate allows no TLS handshake"));
        }
    }

    /// An extended key usage that leaves TLS servers out; on an authority it binds all below it, as
    /// all browsers see it.
    private static void addKeyPurpose(Legible c, List<CertificateFault> faults) {
        boolean forServers =
                c.extensions()
                        .purposes()
                        .map(all ->
                                all.contains(KeyPurposeId.id_kp_serverAuth.getId())
                                        || all.contains(KeyPurposeId.anyExtendedKeyUsage.getId()))
                        .orElse(true);
        if (!forServers) {
            faults.add(
                    fault(
                            c,
                            Kind.KEY_PURPOSE,
                            PURPOSE_RULE,
                            "the "
                                    + c.role()
                                    + " is not for TLS servers: its extended key usage lacks"
                                    + " serverAuth"));
        }
    }

    static CertificateFault profile(Legible c, String rule, String what) {
        return fault(c, Kind.PROFILE, rule, "the " + c.role() + " " + what);
    }

    static CertificateFault fault(Legible c, Kind kind, String rule, String text) {
        return new CertificateFault(kind, c.index(), rule, text);
    }
}
