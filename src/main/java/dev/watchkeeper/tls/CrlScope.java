package dev.watchkeeper.tls;

import dev.watchkeeper.tls.ChainCertificate.Legible;

import org.bouncycastle.asn1.ASN1Encodable;
import org.bouncycastle.asn1.ASN1Set;
import org.bouncycastle.asn1.x500.AttributeTypeAndValue;
import org.bouncycastle.asn1.x500.RDN;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x500.X500NameBuilder;
import org.bouncycastle.asn1.x509.DistributionPoint;
import org.bouncycastle.asn1.x509.DistributionPointName;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.asn1.x509.IssuingDistributionPoint;
import org.bouncycastle.asn1.x509.ReasonFlags;
import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

import javax.security.auth.x500.X500Principal;

/// Which lists speak of a certificate, and of which reasons (RFC 5280 6.3.3 (b) and (d)).
final class CrlScope {
    /// All of RFC 5280 4.2.1.13 but `unused`.
    static final int ALL_REASONS =
            reasons(new boolean[] {false, true, true, true, true, true, true, true, true});

    private CrlScope() {}

    /// The distribution points of a certificate, and last the one of its issuer's own.
    static List<DistributionPoint> points(Legible c) {
        List<DistributionPoint> points = new ArrayList<>();
        c.extensions()
                .distribution()
                .ifPresent(d -> points.addAll(List.of(d.getDistributionPoints())));
        var issuer = new GeneralNames(new GeneralName(c.holder().getIssuer()));
        points.add(new DistributionPoint(new DistributionPointName(issuer), null, null));
        return points;
    }

    static boolean covers(GivenCrl crl, DistributionPoint point, Legible c) {
        return isIssuedFor(crl, point, c)
                && crl.scope().map(scope -> isFor(scope, point, crl, c)).orElse(true);
    }

    private static boolean isIssuedFor(GivenCrl crl, DistributionPoint point, Legible c) {
        if (point.getCRLIssuer() == null) {
            return crl.issuer().equals(c.x509().getIssuerX500Principal());
        }
        return crl.isIndirect() && directories(point.getCRLIssuer()).anyMatch(crl.issuer()::equals);
    }

    private static boolean isFor(
            IssuingDistributionPoint scope, DistributionPoint point, GivenCrl crl, Legible c) {
        boolean authority = c.extensions().isAuthority();
        if (scope.onlyContainsAttributeCerts()
                || (scope.onlyContainsUserCerts() && authority)
                || (scope.onlyContainsCACerts() && !authority)) {
            return false;
        }
        if (scope.getDistributionPoint() == null) {
            return true;
        }
        List<GeneralName> offered = names(scope.getDistributionPoint(), crl.holder().getIssuer());
        return wanted(point, c).stream().anyMatch(w -> offered.stream().anyMatch(o -> same(w, o)));
    }

    private static List<GeneralName> wanted(DistributionPoint point, Legible c) {
        GeneralNames issuer = point.getCRLIssuer();
        if (point.getDistributionPoint() == null) {
            return issuer == null ? List.of() : List.of(issuer.getNames());
        }
        X500Name relativeTo =
                issuer == null
                        ? c.holder().getIssuer()
                        : X500Name.getInstance(issuer.getNames()[0].getName());
        return names(point.getDistributionPoint(), relativeTo);
    }

    private static List<GeneralName> names(DistributionPointName name, X500Name relativeTo) {
        if (name.getType() == DistributionPointName.FULL_NAME) {
            return List.of(GeneralNames.getInstance(name.getName()).getNames());
        }
        var whole = new X500NameBuilder();
        for (RDN rdn : relativeTo.getRDNs()) {
            whole.addMultiValuedRDN(rdn.getTypesAndValues());
        }
        List<AttributeTypeAndValue> last = new ArrayList<>();
        for (ASN1Encodable e : ASN1Set.getInstance(name.getName())) {
            last.add(AttributeTypeAndValue.getInstance(e));
        }
        whole.addMultiValuedRDN(last.toArray(AttributeTypeAndValue[]::new));
        return List.of(new GeneralName(whole.build()));
    }

    private static boolean same(GeneralName a, GeneralName b) {
        boolean directories =
                a.getTagNo() == GeneralName.directoryName && b.getTagNo() == a.getTagNo();
        return directories ? principal(a).equals(principal(b)) : a.equals(b);
    }

    private static Stream<X500Principal> directories(GeneralNames names) {
        return Stream.of(names.getNames())
                .filter(n -> n.getTagNo() == GeneralName.directoryName)
                .map(CrlScope::principal);
    }

    private static X500Principal principal(GeneralName name) {
        try {
            return new X500Principal(name.getName().toASN1Primitive().getEncoded());
        } catch (IOException e) {
            throw new IllegalArgumentException("a name without an encoding", e);
        }
    }

    /// The reasons that a list at a point speaks of, as bits.
    static int reasons(GivenCrl crl, DistributionPoint point) {
        int mask = ALL_REASONS;
        if (point.getReasons() != null) {
            mask &= flags(point.getReasons());
        }
        return mask & crl.scope().map(s -> flags(s.getOnlySomeReasons())).orElse(ALL_REASONS);
    }

    private static int flags(@Nullable ReasonFlags flags) {
        if (flags == null) {
            return ALL_REASONS;
        }
        boolean[] bits = new boolean[9];
        byte[] octets = flags.getBytes();
        for (int i = 0; i < bits.length && i / 8 < octets.length; i++) {
            bits[i] = (octets[i / 8] >> (7 - i % 8) & 1) == 1;
        }
        return reasons(bits);
    }

    private static int reasons(boolean[] bits) {
        int mask = 0;
        for (int i = 1; i < bits.length; i++) {
            mask |= bits[i] ? 1 << i : 0;
        }
        return mask;
    }
}
