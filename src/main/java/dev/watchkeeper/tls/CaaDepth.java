package dev.watchkeeper.tls;

import dev.watchkeeper.inventory.VisibleText;
import dev.watchkeeper.tls.DepthRow.Topic;

import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.cert.X509CertificateHolder;
import org.xbill.DNS.CAARecord;
import org.xbill.DNS.Name;
import org.xbill.DNS.TextParseException;
import org.xbill.DNS.Type;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/// Whether the domain's CAA records (RFC 8659) let the issuer of the served certificate issue it
/// again.
final class CaaDepth {
    private static final String WHAT = "CAA";
    private static final int CRITICAL = 128;
    private static final int LONGEST = 300;

    /// RFC 8659 4, RFC 9495, and what the CA/Browser Forum adds.
    private static final Set<String> KNOWN =
            Set.of(
                    "issue",
                    "issuewild",
                    "iodef",
                    "issuemail",
                    "issuevmc",
                    "contactemail",
                    "contactphone");

    private final DnsLookup lookup;

    CaaDepth(DnsLookup lookup) {
        this.lookup = lookup;
    }

    /// @param name of the endpoint in ASCII, with a dot in it
    DepthRow row(String name, X509CertificateHolder leaf) {
        try {
            return climb(Name.fromString(name + "."), leaf);
        } catch (TextParseException e) {
            return unknown(CertificateReader.reason(e));
        }
    }

    /// The first name on the way up that has any records, counts with all of them (RFC 8659 3).
    private DepthRow climb(Name name, X509CertificateHolder leaf) {
        String trust = "";
        for (Name at = name; at.labels() > 1; at = new Name(at, 1)) {
            switch (lookup.ask(at, Type.CAA)) {
                case DnsAnswer.Unknown(String why) -> {
                    return unknown(why);
                }
                case DnsAnswer.Found f -> {
                    List<CAARecord> records =
                            f.records().stream()
                                    .filter(CAARecord.class::isInstance)
                                    .map(CAARecord.class::cast)
                                    .toList();
                    return judge(new Relevant(at, records, f.trust().words()), leaf, name);
                }
                case DnsAnswer.Absent(DnsAnswer.Trust t) -> trust = t.words();
            }
        }
        return DepthRow.note(
                Topic.DNS,
                WHAT,
                "none from %s upwards: any authority may issue (%s)".formatted(shown(name), trust),
                "Publish a CAA record that names your issuer, so that no other one issues.");
    }

    private static DepthRow unknown(String why) {
        return DepthRow.unknown(
                Topic.DNS, WHAT, why, "Ask again later, or ask another name server.");
    }

    /// The records that count.
    ///
    /// @param at the name that has them
    private record Relevant(Name at, List<CAARecord> records, String trust) {
        boolean has(String tag) {
            return records.stream().anyMatch(r -> isTag(r, tag));
        }

        static boolean isTag(CAARecord r, String tag) {
            return r.getTag().equalsIgnoreCase(tag);
        }

        /// The issuers of a property; empty text for one that is nobody.
        List<String> issuers(String tag) {
            return records.stream().filter(r -> isTag(r, tag)).map(r -> domain(r)).toList();
        }

        private static String domain(CAARecord r) {
            return r.getValue().split(";", 2)[0].strip().toLowerCase(Locale.ROOT);
        }

        Optional<String> unknownCritical() {
            return records.stream()
                    .filter(r -> (r.getFlags() & CRITICAL) != 0)
                    .map(r -> r.getTag().toLowerCase(Locale.ROOT))
                    .filter(t -> !KNOWN.contains(t))
                    .findFirst();
        }

        String words() {
            String all =
                    String.join(
                            ", ",
                            records.stream().map(r -> r.getTag() + " " + r.getValue()).toList());
            return "%s (at %s, %s)".formatted(VisibleText.capped(all, LONGEST), shown(at), trust);
        }
    }

    private static DepthRow judge(Relevant caa, X509CertificateHolder leaf, Name name) {
        Optional<String> critical = caa.unknownCritical();
        if (critical.isPresent()) {
            return DepthRow.bad(
                    Topic.DNS,
                    WHAT,
                    caa.words(),
                    "Take out the critical property '%s': no authority knows it, so none may issue."
                            .formatted(VisibleText.capped(critical.get(), 50)));
        }
        String tag = isByWildcard(leaf, name) && caa.has("issuewild") ? "issuewild" : "issue";
        if (!caa.has(tag)) {
            return DepthRow.note(
                    Topic.DNS,
                    WHAT,
                    caa.words(),
                    "It names no issuer, so that any may issue: add one with '%s'.".formatted(tag));
        }
        return judge(caa, caa.issuers(tag), leaf.getIssuer());
    }

    private static DepthRow judge(Relevant caa, List<String> allowed, X500Name issuer) {
        if (allowed.stream().allMatch(String::isEmpty)) {
            return DepthRow.bad(
                    Topic.DNS,
                    WHAT,
                    caa.words(),
                    "It forbids all issuers: name yours in it, or the next renewal is refused.");
        }
        String organization = KnownIssuers.organization(issuer);
        String who =
                VisibleText.capped(organization.isEmpty() ? issuer.toString() : organization, 100);
        Optional<Set<String>> domains = KnownIssuers.domains(issuer);
        if (domains.isEmpty()) {
            return DepthRow.unknown(
                    Topic.DNS,
                    WHAT,
                    "whether %s is meant by %s".formatted(who, caa.words()),
                    "Look up in its practice statement by which domain your issuer goes.");
        }
        return allowed.stream().anyMatch(domains.get()::contains)
                ? DepthRow.good(Topic.DNS, WHAT, "%s may issue: %s".formatted(who, caa.words()))
                : DepthRow.bad(
                        Topic.DNS,
                        WHAT,
                        "%s may not issue: %s".formatted(who, caa.words()),
                        "Add '%s' to it, or the next renewal is refused."
                                .formatted(
                                        domains.get().stream().sorted().findFirst().orElse(who)));
    }

    /// Whether the certificate is for the name by a wildcard alone.
    private static boolean isByWildcard(X509CertificateHolder leaf, Name name) {
        try {
            String plain = name.toString(true);
            return SubjectAltNames.of(leaf).dns().stream()
                    .noneMatch(d -> ServerNames.ascii(d).equals(plain));
        } catch (RuntimeException _) {
            return false;
        }
    }

    private static String shown(Name name) {
        return VisibleText.capped(name.toString(true), LONGEST);
    }
}
