package dev.watchkeeper.tls;

import static dev.watchkeeper.tls.StrictExtensions.bad;

import org.bouncycastle.asn1.ASN1Encodable;
import org.bouncycastle.asn1.ASN1Integer;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.ASN1Sequence;
import org.bouncycastle.asn1.ASN1TaggedObject;
import org.bouncycastle.asn1.x509.Extension;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// What one certificate says of policies (RFC 5280 4.2.1.4, 4.2.1.5, 4.2.1.11, 4.2.1.14).
///
/// @param policies empty where there is no such extension
/// @param requireExplicit,inhibitMapping,inhibitAny how many more certificates may come before it
///   holds; [#NEVER] where it is not asked for
record PolicyRules(
        Optional<Set<String>> policies,
        List<Mapping> mappings,
        int requireExplicit,
        int inhibitMapping,
        int inhibitAny) {
    static final String ANY = "2.5.29.32.0";
    static final int NEVER = Integer.MAX_VALUE;
    static final PolicyRules NONE =
            new PolicyRules(Optional.empty(), List.of(), NEVER, NEVER, NEVER);

    private static final int MOST = 100_000;

    PolicyRules {
        policies = policies.map(Set::copyOf);
        mappings = List.copyOf(mappings);
    }

    /// The subject's authority means by `to` what the issuer's means by `from`.
    record Mapping(String from, String to) {}

    /// @throws IllegalArgumentException if one of the four is broken
    static PolicyRules of(ExtensionSet all) {
        int[] constraints =
                all.find(Extension.policyConstraints)
                        .map(PolicyRules::constraints)
                        .orElse(new int[] {NEVER, NEVER});
        return new PolicyRules(
                all.find(Extension.certificatePolicies).map(PolicyRules::policies),
                all.find(Extension.policyMappings).map(PolicyRules::mappings).orElse(List.of()),
                constraints[0],
                constraints[1],
                all.find(Extension.inhibitAnyPolicy)
                        .map(e -> count(StrictExtensions.value(e, "inhibitAnyPolicy")))
                        .orElse(NEVER));
    }

    private static Set<String> policies(Extension extension) {
        Set<String> found = new HashSet<>();
        for (ASN1Encodable e : filled(extension, "certificatePolicies")) {
            ASN1Sequence policy = ASN1Sequence.getInstance(e);
            if (policy.size() < 1 || policy.size() > 2) {
                throw bad("certificatePolicies holds something else");
            }
            if (!found.add(oid(policy.getObjectAt(0)))) {
                throw bad("certificatePolicies names a policy twice");
            }
            if (policy.size() == 2) {
                checkQualifiers(ASN1Sequence.getInstance(policy.getObjectAt(1)));
            }
        }
        return found;
    }

    private static void checkQualifiers(ASN1Sequence qualifiers) {
        if (qualifiers.size() == 0) {
            throw bad("certificatePolicies has an empty list of qualifiers");
        }
        for (ASN1Encodable e : qualifiers) {
            ASN1Sequence qualifier = ASN1Sequence.getInstance(e);
            if (qualifier.size() != 2) {
                throw bad("certificatePolicies has half a qualifier");
            }
            oid(qualifier.getObjectAt(0));
        }
    }

    private static List<Mapping> mappings(Extension extension) {
        List<Mapping> found = new ArrayList<>();
        for (ASN1Encodable e : filled(extension, "policyMappings")) {
            ASN1Sequence pair = ASN1Sequence.getInstance(e);
            if (pair.size() != 2) {
                throw bad("policyMappings holds something else");
            }
            found.add(new Mapping(oid(pair.getObjectAt(0)), oid(pair.getObjectAt(1))));
        }
        return found;
    }

    private static int[] constraints(Extension extension) {
        int[] found = {NEVER, NEVER};
        for (ASN1Encodable e : filled(extension, "policyConstraints")) {
            var tagged = ASN1TaggedObject.getInstance(e);
            if (tagged.getTagNo() > 1) {
                throw bad("policyConstraints holds something else");
            }
            found[tagged.getTagNo()] = count(ASN1Integer.getInstance(tagged, false));
        }
        return found;
    }

    private static ASN1Sequence filled(Extension extension, String name) {
        ASN1Sequence s = StrictExtensions.sequence(extension, name);
        if (s.size() == 0) {
            throw bad(name + " is empty");
        }
        return s;
    }

    private static String oid(ASN1Encodable e) {
        return ASN1ObjectIdentifier.getInstance(e).getId();
    }

    private static int count(ASN1Encodable e) {
        BigInteger value = ASN1Integer.getInstance(e).getValue();
        if (value.signum() < 0) {
            throw bad("a number of certificates is negative");
        }
        return value.bitLength() > 16 ? MOST : value.intValue();
    }
}
