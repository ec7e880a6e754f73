package dev.watchkeeper.tls;

import dev.watchkeeper.tls.Forge.Made;

import org.bouncycastle.asn1.ASN1Encodable;
import org.bouncycastle.asn1.ASN1Integer;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.DERNull;
import org.bouncycastle.asn1.x509.CRLReason;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.ExtensionsGenerator;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.asn1.x509.IssuingDistributionPoint;
import org.bouncycastle.cert.X509v2CRLBuilder;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import java.util.Optional;

/// Makes revocation lists of every kind, good and broken; changed in place.
final class ForgedCrl {
    private static final Instant REVOKED = Instant.parse("2026-03-01T00:00:00Z");

    private final Made issuer;
    private final List<Entry> entries = new ArrayList<>();
    private final List<Extension> extensions = new ArrayList<>();
    private Made signer;
    private Instant from = Forge.BEGIN;
    private Optional<Instant> until = Optional.of(Forge.END);

    private ForgedCrl(Made issuer) {
        this.issuer = issuer;
        this.signer = issuer;
    }

    static ForgedCrl of(Made issuer) {
        return new ForgedCrl(issuer);
    }

    ForgedCrl revoking(Made certificate, int reason) {
        return entry(Entry.of(certificate, reason));
    }

    ForgedCrl entry(Entry entry) {
        entries.add(entry);
        return this;
    }

    ForgedCrl signedBy(Made other) {
        signer = other;
        return this;
    }

    ForgedCrl from(Instant value) {
        from = value;
        return this;
    }

    ForgedCrl until(Instant value) {
        until = Optional.of(value);
        return this;
    }

    ForgedCrl endless() {
        until = Optional.empty();
        return this;
    }

    ForgedCrl number(int value) {
        return with(Extension.cRLNumber, false, new ASN1Integer(value));
    }

    ForgedCrl delta(int base, int number) {
        return number(number).with(Extension.deltaCRLIndicator, true, new ASN1Integer(base));
    }

    ForgedCrl scope(IssuingDistributionPoint value) {
        return with(Extension.issuingDistributionPoint, true, value);
    }

    ForgedCrl with(ASN1ObjectIdentifier oid, boolean critical, ASN1Encodable value) {
        try {
            extensions.add(new Extension(oid, critical, value.toASN1Primitive().getEncoded()));
            return this;
        } catch (java.io.IOException e) {
            throw new IllegalStateException(e);
        }
    }

    byte[] der() {
        try {
            var builder = new X509v2CRLBuilder(issuer.name(), Date.from(from));
            until.ifPresent(u -> builder.setNextUpdate(Date.from(u)));
            for (Entry e : entries) {
                builder.addCRLEntry(e.serial, Date.from(REVOKED), e.extensions.generate());
            }
            for (Extension e : extensions) {
                builder.addExtension(e);
            }
            return builder.build(Forge.signer(signer.keys().getPrivate(), "")).getEncoded();
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    /// One that is revoked.
    static final class Entry {
        private final java.math.BigInteger serial;
        private final ExtensionsGenerator extensions = new ExtensionsGenerator();

        private Entry(java.math.BigInteger serial) {
            this.serial = serial;
        }

        static Entry of(Made certificate, int reason) {
            return new Entry(certificate.serial())
                    .add(Extension.reasonCode, false, CRLReason.lookup(reason));
        }

        /// Of the authority that issued the certificate, in an indirect list.
        Entry issuer(Made authority) {
            return add(
                    Extension.certificateIssuer,
                    true,
                    new GeneralNames(new GeneralName(authority.name())));
        }

        Entry critical(ASN1ObjectIdentifier oid) {
            return add(oid, true, DERNull.INSTANCE);
        }

        private Entry add(ASN1ObjectIdentifier oid, boolean critical, ASN1Encodable value) {
            try {
                extensions.addExtension(oid, critical, value);
                return this;
            } catch (java.io.IOException e) {
                throw new IllegalStateException(e);
            }
        }
    }
}
