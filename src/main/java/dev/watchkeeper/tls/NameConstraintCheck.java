package dev.watchkeeper.tls;

import dev.watchkeeper.inventory.VisibleText;
import dev.watchkeeper.tls.CertificateFault.Kind;
import dev.watchkeeper.tls.ChainCertificate.Legible;

import org.bouncycastle.asn1.pkcs.PKCSObjectIdentifiers;
import org.bouncycastle.asn1.x500.AttributeTypeAndValue;
import org.bouncycastle.asn1.x500.RDN;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralSubtree;
import org.bouncycastle.asn1.x509.NameConstraints;
import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// Whether the names of a certificate keep to the name constraints of an authority above it (RFC
/// 5280 4.2.1.10, 6.1.3 (b) and (c)). Each authority's are held against all names below it, which
/// comes to the same as intersecting them. For one judgement: it counts its comparisons and stops
/// at an end.
final class NameConstraintCheck {
    private static final String RULE = "RFC 5280 4.2.1.10";
    private static final long MOST_COMPARISONS = 1 << 20;

    private long comparisons;

    /// @param below a certificate whose names count
    Optional<CertificateFault> fault(Legible authority, Legible below) {
        if (authority.extensions().constraints().isEmpty()) {
            return Optional.empty();
        }
        NameConstraints constraints = authority.extensions().constraints().get();
        List<GeneralName> names;
        try {
            names = names(below);
        } catch (RuntimeException e) {
            return Optional.of(
                    fault(authority, below, "names that cannot be read", "cannot be held against"));
        }
        List<GeneralSubtree> permitted = subtrees(constraints.getPermittedSubtrees());
        List<GeneralSubtree> excluded = subtrees(constraints.getExcludedSubtrees());
        comparisons += (long) names.size() * (permitted.size() + excluded.size());
        if (comparisons > MOST_COMPARISONS) {
            return Optional.of(tooMany(authority));
        }
        return names.stream()
                .filter(n -> !keeps(n, permitted, excluded))
                .findFirst()
                .map(n -> fault(authority, below, shown(n), "are broken by"));
    }

    private static boolean keeps(
            GeneralName name, List<GeneralSubtree> permitted, List<GeneralSubtree> excluded) {
        List<GeneralName> within = ofType(name, permitted);
        List<GeneralName> without = ofType(name, excluded);
        if (within.isEmpty() && without.isEmpty()) {
            return true;
        }
        return NameSubtree.isComparable(name)
                && without.stream().noneMatch(base -> NameSubtree.mayTouch(name, base))
                && (within.isEmpty()
                        || within.stream().anyMatch(base -> NameSubtree.holds(name, base)));
    }

    private static List<GeneralName> ofType(GeneralName name, List<GeneralSubtree> subtrees) {
        return subtrees.stream()
                .map(GeneralSubtree::getBase)
                .filter(base -> base.getTagNo() == name.getTagNo())
                .toList();
    }

    private static List<GeneralSubtree> subtrees(GeneralSubtree @Nullable [] subtrees) {
        return subtrees == null ? List.of() : List.of(subtrees);
    }

    private static List<GeneralName> names(Legible certificate) {
        List<GeneralName> names = new ArrayList<>();
        X500Name subject = certificate.subject();
        if (subject.getRDNs().length > 0) {
            names.add(new GeneralName(subject));
        }
        Optional<Extension> alternatives =
                certificate.extensions().find(Extension.subjectAlternativeName);
        if (alternatives.isPresent()) {
            names.addAll(List.of(StrictExtensions.names(alternatives.get()).getNames()));
        } else {
            mail(subject).map(m -> new GeneralName(GeneralName.rfc822Name, m)).forEach(names::add);
        }
        return names;
    }

    private static Stream<String> mail(X500Name subject) {
        return Stream.of(subject.getRDNs())
                .map(RDN::getTypesAndValues)
                .flatMap(Stream::of)
                .filter(a -> a.getType().equals(PKCSObjectIdentifiers.pkcs_9_at_emailAddress))
                .map(AttributeTypeAndValue::getValue)
                .map(Object::toString);
    }

    private static String shown(GeneralName name) {
        return VisibleText.capped(String.valueOf(name.getName()), 200);
    }

    private static CertificateFault fault(
            Legible authority, Legible below, String name, String relation) {
        return new CertificateFault(
                Kind.NAME_CONSTRAINT,
                below.index(),
                RULE,
                "the name constraints of the %s %s the %s: %s"
                        .formatted(authority.role(), relation, below.role(), name));
    }

    private static CertificateFault tooMany(Legible authority) {
        return new CertificateFault(
                Kind.RESOURCE_LIMIT,
                authority.index(),
                RULE,
                "the name constraints of the "
                        + authority.role()
                        + " take more than a million comparisons with the names below it");
    }
}
