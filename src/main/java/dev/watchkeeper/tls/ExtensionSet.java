package dev.watchkeeper.tls;

import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.x509.CRLDistPoint;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.Extensions;
import org.bouncycastle.asn1.x509.NameConstraints;
import org.jspecify.annotations.Nullable;

import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;

/// The extensions of one certificate that bear on a judgement (RFC 5280 4.2), read strictly and
/// once. What comes after a broken one is as if it were not there, and [#flaw] says so.
final class ExtensionSet {
    private static final Set<ASN1ObjectIdentifier> PROCESSED =
            Set.of(
                    Extension.basicConstraints,
                    Extension.keyUsage,
                    Extension.extendedKeyUsage,
                    Extension.subjectAlternativeName,
                    Extension.nameConstraints,
                    Extension.certificatePolicies,
                    Extension.policyMappings,
                    Extension.policyConstraints,
                    Extension.inhibitAnyPolicy,
                    Extension.cRLDistributionPoints,
                    Extension.issuerAlternativeName);

    private final @Nullable Extensions all;
    private Optional<StrictExtensions.Basic> basic = Optional.empty();
    private OptionalInt usage = OptionalInt.empty();
    private Optional<List<String>> purposes = Optional.empty();
    private Optional<NameConstraints> constraints = Optional.empty();
    private PolicyRules policies = PolicyRules.NONE;
    private Optional<CRLDistPoint> distribution = Optional.empty();
    private Optional<String> flaw = Optional.empty();

    ExtensionSet(@Nullable Extensions all) {
        this.all = all;
        try {
            readAll();
        } catch (RuntimeException e) {
            flaw = Optional.of(CertificateReader.reason(e));
        }
    }

    private void readAll() {
        StrictExtensions.checkFlags(all);
        basic = find(Extension.basicConstraints).map(StrictExtensions::basic);
        usage = optional(find(Extension.keyUsage).map(StrictExtensions::usage));
        purposes = find(Extension.extendedKeyUsage).map(StrictExtensions::purposes);
        find(Extension.subjectKeyIdentifier).ifPresent(StrictExtensions::octets);
        find(Extension.authorityKeyIdentifier).ifPresent(StrictExtensions::authorityKey);
        find(Extension.authorityInfoAccess).ifPresent(StrictExtensions::access);
        find(Extension.subjectAlternativeName).ifPresent(StrictExtensions::names);
        constraints = find(Extension.nameConstraints).map(StrictExtensions::constraints);
        policies = PolicyRules.of(this);
        distribution = find(Extension.cRLDistributionPoints).map(StrictExtensions::distribution);
        if (usage.isPresent() && usage.getAsInt() == 0) {
            throw StrictExtensions.bad("keyUsage has no bit that means anything");
        }
    }

    private static OptionalInt optional(Optional<Integer> value) {
        return value.map(OptionalInt::of).orElseGet(OptionalInt::empty);
    }

    Optional<Extension> find(ASN1ObjectIdentifier oid) {
        return all == null ? Optional.empty() : Optional.ofNullable(all.getExtension(oid));
    }

    boolean isCritical(ASN1ObjectIdentifier oid) {
        return find(oid).map(Extension::isCritical).orElse(false);
    }

    /// What is wrong with the encoding of one of them.
    Optional<String> flaw() {
        return flaw;
    }

    boolean isAuthority() {
        return basic.map(StrictExtensions.Basic::authority).orElse(false);
    }

    /// The most intermediates below; empty where there is no limit.
    OptionalInt pathLength() {
        return basic.map(StrictExtensions.Basic::pathLength).orElseGet(OptionalInt::empty);
    }

    /// Whether the key may be used for any of these: bits of BouncyCastle's `KeyUsage`. Without the
    /// extension it may.
    boolean allows(int bits) {
        return usage.isEmpty() || (usage.getAsInt() & bits) != 0;
    }

    boolean hasUsage(int bits) {
        return usage.isPresent() && (usage.getAsInt() & bits) != 0;
    }

    /// The OIDs of the extended key usage.
    Optional<List<String>> purposes() {
        return purposes;
    }

    Optional<NameConstraints> constraints() {
        return constraints;
    }

    PolicyRules policies() {
        return policies;
    }

    Optional<CRLDistPoint> distribution() {
        return distribution;
    }

    Optional<String> subjectKeyIdentifier() {
        return find(Extension.subjectKeyIdentifier).flatMap(StrictExtensions::keyIdentifier);
    }

    Optional<String> authorityKeyIdentifier() {
        return find(Extension.authorityKeyIdentifier)
                .flatMap(StrictExtensions::authorityKeyIdentifier);
    }

    /// The OIDs of critical extensions that this judgement does not process.
    Set<String> unprocessed() {
        Set<String> found = new HashSet<>();
        if (all != null) {
            for (ASN1ObjectIdentifier oid : all.getCriticalExtensionOIDs()) {
                if (!PROCESSED.contains(oid)) {
                    found.add(oid.getId());
                }
            }
        }
        return found;
    }
}
