package dev.watchkeeper.tls;

import dev.watchkeeper.tls.ServedCertificate.Parsed;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// Two certificates, field by field. Pure; what cannot be read is unknown, never an exception.
///
/// @param fields all of them, in the order of reading
/// @param addedNames subject alternative names that the right one is for and the left one is not
/// @param lostNames those that the left one is for and the right one is not
public record CertificateDifference(
        List<Field> fields, List<String> addedNames, List<String> lostNames) {
    public CertificateDifference {
        fields = List.copyOf(fields);
        addedNames = List.copyOf(addedNames);
        lostNames = List.copyOf(lostNames);
    }

    /// One field.
    ///
    /// @param left free of control characters, as is `right`; `none` where it is absent
    public record Field(CertificateField field, String left, String right, Verdict verdict) {}

    /// Whether the two sides of a field agree.
    public enum Verdict {
        SAME,
        DIFFERENT,
        /// One of them cannot be told.
        UNKNOWN
    }

    /// A certificate with what comes after it.
    ///
    /// @param chain leaf first; not empty
    /// @param whole false where it may have issuers that are not at hand
    public record Side(List<ServedCertificate> chain, boolean whole) {
        public Side {
            chain = List.copyOf(chain);
            if (chain.isEmpty()) {
                throw new IllegalArgumentException("a side has a leaf");
            }
        }

        /// As a server sends it: what is not sent is not there.
        public static Side served(List<ServedCertificate> chain) {
            return new Side(chain, true);
        }

        /// As it lies in a file, where a leaf alone says nothing of its chain.
        public static Side stored(List<ServedCertificate> chain) {
            return new Side(chain, chain.size() > 1);
        }

        ServedCertificate leaf() {
            return chain.getFirst();
        }
    }

    public static CertificateDifference between(Side left, Side right) {
        Map<CertificateField, String> before = CertificateValues.of(left);
        Map<CertificateField, String> after = CertificateValues.of(right);
        var fields = new ArrayList<Field>();
        for (CertificateField field : CertificateField.values()) {
            fields.add(
                    field(
                            field,
                            Optional.ofNullable(before.get(field)),
                            Optional.ofNullable(after.get(field))));
        }
        List<String> added = List.of();
        List<String> lost = List.of();
        if (left.leaf() instanceof Parsed l && right.leaf() instanceof Parsed r) {
            added = lost(r, l);
            lost = lost(l, r);
        }
        return new CertificateDifference(fields, added, lost);
    }

    private static Field field(
            CertificateField field, Optional<String> left, Optional<String> right) {
        Verdict verdict =
                left.isEmpty() || right.isEmpty()
                        ? Verdict.UNKNOWN
                        : left.equals(right) ? Verdict.SAME : Verdict.DIFFERENT;
        return new Field(field, left.orElse("unknown"), right.orElse("unknown"), verdict);
    }

    /// Names such as `DNS:example.org` that `before` is for and `after` is not, neither by itself
    /// nor by a wildcard.
    public static List<String> lost(Parsed before, Parsed after) {
        Set<String> there = new LinkedHashSet<>();
        after.subjectAltNames().forEach(n -> there.add(n.toLowerCase(Locale.ROOT)));
        return before.subjectAltNames().stream()
                .distinct()
                .filter(n -> !there.contains(n.toLowerCase(Locale.ROOT)))
                .filter(n -> !there.contains(wildcardFor(n.toLowerCase(Locale.ROOT))))
                .toList();
    }

    /// Of `dns:www.example.org` `dns:*.example.org`; itself where it has none.
    private static String wildcardFor(String name) {
        int dot = name.indexOf('.');
        return dot > 0 && name.startsWith("dns:") && !name.startsWith("dns:*")
                ? "dns:*" + name.substring(dot)
                : name;
    }

    /// Whether nothing is known to differ.
    public boolean same() {
        return fields.stream().noneMatch(f -> f.verdict() == Verdict.DIFFERENT);
    }

    /// What differs beyond what every renewal changes.
    public List<Field> ofSubstance() {
        return fields.stream()
                .filter(f -> f.verdict() == Verdict.DIFFERENT && !f.field().ofEachRenewal())
                .toList();
    }
}
