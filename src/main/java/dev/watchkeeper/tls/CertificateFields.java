package dev.watchkeeper.tls;

import dev.watchkeeper.inventory.VisibleText;

import org.bouncycastle.asn1.ASN1IA5String;
import org.bouncycastle.asn1.ASN1Integer;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.ASN1Sequence;
import org.bouncycastle.asn1.x509.AccessDescription;
import org.bouncycastle.asn1.x509.AuthorityInformationAccess;
import org.bouncycastle.asn1.x509.CRLDistPoint;
import org.bouncycastle.asn1.x509.CertificatePolicies;
import org.bouncycastle.asn1.x509.DistributionPoint;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.Extensions;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.asn1.x509.KeyPurposeId;
import org.bouncycastle.asn1.x509.KeyUsage;
import org.bouncycastle.cert.X509CertificateHolder;
import org.bouncycastle.cert.ct.SignedCertificateTimestamp;
import org.bouncycastle.cert.ct.SignedCertificateTimestampList;
import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/// What the extensions of one certificate say, in the words of RFC 5280. Each method throws a
/// `RuntimeException` when its extension cannot be read, and is empty when there is none.
final class CertificateFields {
    // RFC 7633: TLS feature 5 is status_request.
    static final ASN1ObjectIdentifier TLS_FEATURE = new ASN1ObjectIdentifier("1.3.6.1.5.5.7.1.24");
    private static final int STATUS_REQUEST = 5;
    private static final int LONGEST = 300;
    private static final Map<KeyPurposeId, String> PURPOSES =
            Map.of(
                    KeyPurposeId.id_kp_serverAuth, "serverAuth",
                    KeyPurposeId.id_kp_clientAuth, "clientAuth",
                    KeyPurposeId.id_kp_codeSigning, "codeSigning",
                    KeyPurposeId.id_kp_emailProtection, "emailProtection",
                    KeyPurposeId.id_kp_timeStamping, "timeStamping",
                    KeyPurposeId.id_kp_OCSPSigning, "OCSPSigning",
                    KeyPurposeId.anyExtendedKeyUsage, "any");
    private static final Map<Integer, String> USAGES = usages();

    private final @Nullable Extensions extensions;

    CertificateFields(X509CertificateHolder holder) {
        this.extensions = holder.getExtensions();
    }

    private static Map<Integer, String> usages() {
        var names = new LinkedHashMap<Integer, String>();
        names.put(KeyUsage.digitalSignature, "digitalSignature");
        names.put(KeyUsage.nonRepudiation, "nonRepudiation");
        names.put(KeyUsage.keyEncipherment, "keyEncipherment");
        names.put(KeyUsage.dataEncipherment, "dataEncipherment");
        names.put(KeyUsage.keyAgreement, "keyAgreement");
        names.put(KeyUsage.keyCertSign, "keyCertSign");
        names.put(KeyUsage.cRLSign, "cRLSign");
        names.put(KeyUsage.encipherOnly, "encipherOnly");
        names.put(KeyUsage.decipherOnly, "decipherOnly");
        return names;
    }

    private Optional<Extension> find(ASN1ObjectIdentifier oid) {
        return extensions == null
                ? Optional.empty()
                : Optional.ofNullable(extensions.getExtension(oid));
    }

    List<String> keyUsage() {
        return find(Extension.keyUsage)
                .map(e -> KeyUsage.getInstance(e.getParsedValue()))
                .map(u ->
                        USAGES.entrySet().stream()
                                .filter(n -> u.hasUsages(n.getKey()))
                                .map(Map.Entry::getValue)
                                .toList())
                .orElse(List.of());
    }

    /// By name where they have one, else as OID.
    List<String> purposes() {
        return find(Extension.extendedKeyUsage)
                .map(e -> Stream.of(ASN1Sequence.getInstance(e.getParsedValue()).toArray()))
                .orElse(Stream.empty())
                .map(KeyPurposeId::getInstance)
                .map(CertificateFields::purpose)
                .toList();
    }

    static String purpose(KeyPurposeId purpose) {
        return Optional.ofNullable(PURPOSES.get(purpose)).orElse(purpose.getId());
    }

    boolean mustStaple() {
        return find(TLS_FEATURE).stream()
                .flatMap(e -> Stream.of(ASN1Sequence.getInstance(e.getParsedValue()).toArray()))
                .anyMatch(f -> ASN1Integer.getInstance(f).hasValue(STATUS_REQUEST));
    }

    /// OIDs.
    List<String> policies() {
        return find(Extension.certificatePolicies)
                .map(e -> CertificatePolicies.getInstance(e.getParsedValue()))
                .map(p ->
                        Stream.of(p.getPolicyInformation())
                                .map(i -> i.getPolicyIdentifier().getId())
                                .toList())
                .orElse(List.of());
    }

    List<String> responders() {
        return access(AccessDescription.id_ad_ocsp);
    }

    /// Where the issuer's certificate is to be had.
    List<String> issuerFiles() {
        return access(AccessDescription.id_ad_caIssuers);
    }

    private List<String> access(ASN1ObjectIdentifier method) {
        return find(Extension.authorityInfoAccess)
                .map(e -> AuthorityInformationAccess.getInstance(e.getParsedValue()))
                .map(a -> Stream.of(a.getAccessDescriptions()))
                .orElse(Stream.empty())
                .filter(d -> d.getAccessMethod().equals(method))
                .map(AccessDescription::getAccessLocation)
                .flatMap(CertificateFields::url)
                .toList();
    }

    /// Where the revocation lists are to be had.
    List<String> lists() {
        return find(Extension.cRLDistributionPoints)
                .map(e -> CRLDistPoint.getInstance(e.getParsedValue()))
                .map(d -> Stream.of(d.getDistributionPoints()))
                .orElse(Stream.empty())
                .map(DistributionPoint::getDistributionPoint)
                .filter(p -> p != null && p.getName() instanceof GeneralNames)
                .flatMap(p -> Stream.of(GeneralNames.getInstance(p.getName()).getNames()))
                .flatMap(CertificateFields::url)
                .toList();
    }

    /// As encoded, hostile.
    private static Stream<String> url(GeneralName name) {
        return name.getTagNo() == GeneralName.uniformResourceIdentifier
                ? Stream.of(ASN1IA5String.getInstance(name.getName()).getString())
                : Stream.empty();
    }

    /// Those that are in the certificate itself.
    List<SignedCertificateTimestamp> timestamps() {
        SignedCertificateTimestampList list =
                extensions == null
                        ? null
                        : SignedCertificateTimestampList.fromExtensions(extensions);
        return list == null ? List.of() : timestamps(list);
    }

    static List<SignedCertificateTimestamp> timestamps(SignedCertificateTimestampList list) {
        var all = new ArrayList<SignedCertificateTimestamp>();
        for (Object entry : list.getSCTs()) {
            all.add((SignedCertificateTimestamp) entry);
        }
        return all;
    }

    static String shown(String hostile) {
        return VisibleText.capped(hostile, LONGEST);
    }
}
