package dev.watchkeeper.tls;

import static dev.watchkeeper.tls.StrictExtensions.bad;

import org.bouncycastle.asn1.ASN1Integer;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.x509.CRLReason;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.asn1.x509.IssuingDistributionPoint;
import org.bouncycastle.cert.X509CRLEntryHolder;
import org.bouncycastle.cert.X509CRLHolder;

import java.io.IOException;
import java.math.BigInteger;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

import javax.security.auth.x500.X500Principal;

/// A certificate revocation list (RFC 5280 5) that was read and not yet believed.
final class GivenCrl {
    private static final Set<ASN1ObjectIdentifier> PROCESSED =
            Set.of(Extension.issuingDistributionPoint, Extension.deltaCRLIndicator);
    private static final Set<ASN1ObjectIdentifier> ENTRY_PROCESSED =
            Set.of(Extension.reasonCode, Extension.certificateIssuer, Extension.invalidityDate);

    private final X509CRLHolder holder;
    private final X500Principal issuer;
    private final Optional<IssuingDistributionPoint> scope;
    private final Optional<BigInteger> number;
    private final Optional<BigInteger> base;
    private final Map<Subject, Entry> entries = new HashMap<>();

    /// @throws IllegalArgumentException if it is none, or holds what must not be passed over
    static GivenCrl of(byte[] der) {
        try {
            return new GivenCrl(new X509CRLHolder(der));
        } catch (IOException e) {
            throw new IllegalArgumentException(CertificateReader.reason(e), e);
        }
    }

    private GivenCrl(X509CRLHolder holder) throws IOException {
        this.holder = holder;
        this.issuer = new X500Principal(holder.getIssuer().getEncoded());
        this.scope = find(Extension.issuingDistributionPoint).map(GivenCrl::scope);
        this.number = find(Extension.cRLNumber).map(GivenCrl::integer);
        this.base = find(Extension.deltaCRLIndicator).map(GivenCrl::integer);
        for (Object oid : holder.getCriticalExtensionOIDs()) {
            if (!PROCESSED.contains((ASN1ObjectIdentifier) oid)) {
                throw bad("it has a critical extension that must not be, or is not known: " + oid);
            }
        }
        if (SignatureCheck.isForgeable(holder.toASN1Structure().getSignatureAlgorithm())) {
            throw bad("its signature can be forged");
        }
        readEntries();
    }

    private Optional<Extension> find(ASN1ObjectIdentifier oid) {
        return Optional.ofNullable(holder.getExtension(oid));
    }

    private static IssuingDistributionPoint scope(Extension e) {
        return IssuingDistributionPoint.getInstance(e.getParsedValue());
    }

    private static BigInteger integer(Extension e) {
        return ASN1Integer.getInstance(e.getParsedValue()).getValue();
    }

    /// In an indirect list an entry's issuer is that of the one before it, until it names another
    /// (RFC 5280 5.3.3).
    private void readEntries() throws IOException {
        X500Principal of = issuer;
        for (Object o : holder.getRevokedCertificates()) {
            var entry = (X509CRLEntryHolder) o;
            Extension named = entry.getExtension(Extension.certificateIssuer);
            if (named != null && !isIndirect()) {
                throw bad("an entry has an issuer of its own, and the list is not indirect");
            }
            if (named != null) {
                of = directoryName(named);
            }
            for (Object oid : entry.getCriticalExtensionOIDs()) {
                if (!ENTRY_PROCESSED.contains((ASN1ObjectIdentifier) oid)) {
                    throw bad("an entry has a critical extension that is not known: " + oid);
                }
            }
            entries.put(
                    new Subject(of, entry.getSerialNumber()),
                    new Entry(entry.getRevocationDate().toInstant(), reason(entry)));
        }
    }

    private static X500Principal directoryName(Extension names) throws IOException {
        for (GeneralName name : GeneralNames.getInstance(names.getParsedValue()).getNames()) {
            if (name.getTagNo() == GeneralName.directoryName) {
                return new X500Principal(name.getName().toASN1Primitive().getEncoded());
            }
        }
        throw bad("an entry's issuer has no directory name");
    }

    private static int reason(X509CRLEntryHolder entry) {
        Extension e = entry.getExtension(Extension.reasonCode);
        return e == null ? 0 : CRLReason.getInstance(e.getParsedValue()).getValue().intValue();
    }

    X509CRLHolder holder() {
        return holder;
    }

    X500Principal issuer() {
        return issuer;
    }

    Optional<IssuingDistributionPoint> scope() {
        return scope;
    }

    boolean isIndirect() {
        return scope.map(IssuingDistributionPoint::isIndirectCRL).orElse(false);
    }

    boolean isDelta() {
        return base.isPresent();
    }

    Instant thisUpdate() {
        return holder.getThisUpdate().toInstant();
    }

    /// RFC 5280 5.1.2.5 demands it; without one, nobody knows when the list is too old.
    Optional<Instant> nextUpdate() {
        return Optional.ofNullable(holder.getNextUpdate()).map(java.util.Date::toInstant);
    }

    boolean isCurrent(Instant now) {
        return !now.isBefore(thisUpdate()) && nextUpdate().map(n -> !now.isAfter(n)).orElse(false);
    }

    /// Whether this one, a delta, tells what has changed since the other (RFC 5280 6.3.3 (c)).
    boolean completes(GivenCrl complete) {
        return isDelta()
                && issuer.equals(complete.issuer)
                && scope.equals(complete.scope)
                && complete.number.isPresent()
                && base.map(b -> b.compareTo(complete.number.get()) <= 0).orElse(false)
                && number.map(n -> n.compareTo(complete.number.get()) > 0).orElse(false);
    }

    BigInteger number() {
        return number.orElse(BigInteger.ZERO);
    }

    Optional<Entry> entry(X500Principal of, BigInteger serial) {
        X500Principal key = isIndirect() ? of : issuer;
        return Optional.ofNullable(entries.get(new Subject(key, serial)));
    }

    private record Subject(X500Principal issuer, BigInteger serial) {}

    /// @param reason the code of RFC 5280 5.3.1
    record Entry(Instant at, int reason) {
        private static final int REMOVED = 8;

        boolean isRemoval() {
            return reason == REMOVED;
        }

        Revocation.Revoked revoked() {
            return new Revocation.Revoked(at, words());
        }

        private String words() {
            return switch (reason) {
                case 1 -> "key compromise";
                case 2 -> "CA compromise";
                case 3 -> "affiliation changed";
                case 4 -> "superseded";
                case 5 -> "cessation of operation";
                case 6 -> "certificate hold";
                case 9 -> "privilege withdrawn";
                case 10 -> "AA compromise";
                default -> "unspecified";
            };
        }
    }
}
