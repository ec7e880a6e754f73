package dev.watchkeeper.tls;

import dev.watchkeeper.tls.TestCertificates.Issued;

import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.AccessDescription;
import org.bouncycastle.asn1.x509.AuthorityInformationAccess;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.CRLDistPoint;
import org.bouncycastle.asn1.x509.CRLReason;
import org.bouncycastle.asn1.x509.DistributionPoint;
import org.bouncycastle.asn1.x509.DistributionPointName;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.Extensions;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.asn1.x509.KeyPurposeId;
import org.bouncycastle.asn1.x509.SubjectPublicKeyInfo;
import org.bouncycastle.cert.X509CertificateHolder;
import org.bouncycastle.cert.X509v2CRLBuilder;
import org.bouncycastle.cert.X509v3CertificateBuilder;
import org.bouncycastle.cert.ocsp.BasicOCSPRespBuilder;
import org.bouncycastle.cert.ocsp.CertificateID;
import org.bouncycastle.cert.ocsp.CertificateStatus;
import org.bouncycastle.cert.ocsp.OCSPRespBuilder;
import org.bouncycastle.cert.ocsp.RespID;
import org.bouncycastle.cert.ocsp.RevokedStatus;
import org.bouncycastle.jce.provider.BouncyCastleProvider;
import org.bouncycastle.operator.ContentSigner;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;
import org.bouncycastle.operator.jcajce.JcaDigestCalculatorProviderBuilder;
import org.jspecify.annotations.Nullable;

import java.io.ByteArrayInputStream;
import java.math.BigInteger;
import java.security.KeyPair;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.List;

/// A certificate that names a responder and a list, and what they could say of it.
///
/// @param der its encoding
record Revocable(Der der) {
    static final Issued ROOT = TestCertificates.root("Revoking Root");

    private static final BigInteger SERIAL = BigInteger.valueOf(77);
    private static final BouncyCastleProvider BC = new BouncyCastleProvider();
    private static final X500Name ISSUER = new X500Name("CN=Revoking Root");
    private static final Issued OTHER = TestCertificates.root("Revoking Root");
    private static final Issued DELEGATE =
            ROOT.issue(
                    TestCertificates.server("ocsp.example")
                            .purpose(KeyPurposeId.id_kp_OCSPSigning));
    private static final Issued SERVER = ROOT.issue(TestCertificates.server("other.example"));

    /// What is said.
    enum Answer {
        GOOD,
        REVOKED,
        EXPIRED,
        FORGED,
        OF_ANOTHER,
        BY_DELEGATE,
        BY_SERVER
    }

    /// @param base of both addresses
    static Revocable named(String base) {
        return new Revocable(
                Der.of(encoded(base, TestCertificates.ec("P-256").getPublic(), false)));
    }

    /// An authority that names them for itself; what it issues names none.
    static Issued authority(String base) {
        try {
            KeyPair keys = TestCertificates.ec("P-256");
            byte[] der = encoded(base, keys.getPublic(), true);
            var certificate =
                    (X509Certificate)
                            CertificateFactory.getInstance("X.509")
                                    .generateCertificate(new ByteArrayInputStream(der));
            return new Issued(certificate, keys.getPrivate(), List.of(certificate));
        } catch (CertificateException e) {
            throw new IllegalStateException(e);
        }
    }

    private static byte[] encoded(String base, PublicKey key, boolean authority) {
        try {
            var builder =
                    new X509v3CertificateBuilder(
                            ISSUER,
                            SERIAL,
                            Date.from(Instant.now().minus(Duration.ofDays(1))),
                            Date.from(Instant.now().plus(Duration.ofDays(60))),
                            new X500Name("CN=revocable.example"),
                            SubjectPublicKeyInfo.getInstance(key.getEncoded()));
            if (authority) {
                builder.addExtension(Extension.basicConstraints, true, new BasicConstraints(true));
            }
            builder.addExtension(
                    Extension.authorityInfoAccess,
                    false,
                    new AuthorityInformationAccess(
                            AccessDescription.id_ad_ocsp, uri(base + "/ocsp")));
            var point =
                    new DistributionPoint(
                            new DistributionPointName(new GeneralNames(uri(base + "/crl"))),
                            null,
                            null);
            builder.addExtension(
                    Extension.cRLDistributionPoints,
                    false,
                    new CRLDistPoint(new DistributionPoint[] {point}));
            return builder.build(signer(ROOT.key())).getEncoded();
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    private static GeneralName uri(String text) {
        return new GeneralName(GeneralName.uniformResourceIdentifier, text);
    }

    private static ContentSigner signer(PrivateKey key) throws Exception {
        return new JcaContentSignerBuilder("SHA256withECDSA").setProvider(BC).build(key);
    }

    byte[] ocsp(Answer answer, Instant now) {
        return ocsp(answer, now, null);
    }

    /// @param extensions of the single response
    byte[] ocsp(Answer answer, Instant now, @Nullable Extensions extensions) {
        try {
            Issued signer =
                    switch (answer) {
                        case FORGED -> OTHER;
                        case BY_DELEGATE -> DELEGATE;
                        case BY_SERVER -> SERVER;
                        default -> ROOT;
                    };
            var digests = new JcaDigestCalculatorProviderBuilder().build();
            var serial = answer == Answer.OF_ANOTHER ? BigInteger.ONE : SERIAL;
            var id =
                    new CertificateID(
                            digests.get(CertificateID.HASH_SHA1),
                            new X509CertificateHolder(ROOT.der()),
                            serial);
            CertificateStatus status =
                    answer == Answer.REVOKED
                            ? new RevokedStatus(Date.from(now.minusSeconds(9)), 1)
                            : CertificateStatus.GOOD;
            var basic =
                    new BasicOCSPRespBuilder(new RespID(ISSUER))
                            .addResponse(
                                    id,
                                    status,
                                    date(answer, now, -10),
                                    date(answer, now, 1),
                                    extensions)
                            .build(
                                    signer(signer.key()),
                                    new X509CertificateHolder[] {
                                        new X509CertificateHolder(signer.der())
                                    },
                                    Date.from(now));
            return new OCSPRespBuilder().build(OCSPRespBuilder.SUCCESSFUL, basic).getEncoded();
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    byte[] crl(Answer answer, Instant now) {
        try {
            var builder = new X509v2CRLBuilder(ISSUER, date(answer, now, -10));
            builder.setNextUpdate(date(answer, now, 1));
            if (answer == Answer.REVOKED) {
                builder.addCRLEntry(
                        SERIAL, Date.from(now.minusSeconds(9)), CRLReason.keyCompromise);
            }
            PrivateKey key = (answer == Answer.FORGED ? OTHER : ROOT).key();
            return builder.build(signer(key)).getEncoded();
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    private static Date date(Answer answer, Instant now, int days) {
        Duration back = Duration.ofDays(answer == Answer.EXPIRED ? 5 : 0);
        return Date.from(now.minus(back).plus(Duration.ofDays(days)));
    }
}
