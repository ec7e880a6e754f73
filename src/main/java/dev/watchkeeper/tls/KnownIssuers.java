package dev.watchkeeper.tls;

import org.bouncycastle.asn1.x500.RDN;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x500.style.BCStyle;
import org.bouncycastle.asn1.x500.style.IETFUtils;

import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// The domains by which public authorities know themselves in CAA records, as their certification
/// practice statements name them (CA/Browser Forum BR 2.2). Brands are here by who issues for them.
final class KnownIssuers {
    private static final Set<String> SECTIGO =
            Set.of(
                    "sectigo.com",
                    "comodo.com",
                    "comodoca.com",
                    "usertrust.com",
                    "trust-provider.com");
    private static final Set<String> DIGICERT =
            Set.of(
                    "digicert.com",
                    "digicert.ne.jp",
                    "cybertrust.ne.jp",
                    "symantec.com",
                    "thawte.com",
                    "geotrust.com",
                    "rapidssl.com");
    private static final Set<String> AMAZON =
            Set.of("amazon.com", "amazontrust.com", "awstrust.com", "amazonaws.com");

    /// By the organization in the issuer's name, in lower case.
    private static final Map<String, Set<String>> DOMAINS =
            Map.ofEntries(
                    Map.entry("let's encrypt", Set.of("letsencrypt.org")),
                    Map.entry("google trust services", Set.of("pki.goog")),
                    Map.entry("google trust services llc", Set.of("pki.goog")),
                    Map.entry("digicert inc", DIGICERT),
                    Map.entry("digicert, inc.", DIGICERT),
                    Map.entry("sectigo limited", SECTIGO),
                    Map.entry("comodo ca limited", SECTIGO),
                    Map.entry("zerossl", SECTIGO),
                    Map.entry("amazon", AMAZON),
                    Map.entry("globalsign nv-sa", Set.of("globalsign.com")),
                    Map.entry("godaddy.com, inc.", Set.of("godaddy.com", "starfieldtech.com")),
                    Map.entry(
                            "starfield technologies, inc.",
                            Set.of("godaddy.com", "starfieldtech.com")),
                    Map.entry("entrust, inc.", Set.of("entrust.net", "affirmtrust.com")),
                    Map.entry("ssl corporation", Set.of("ssl.com")),
                    Map.entry("ssl corp", Set.of("ssl.com")),
                    Map.entry("buypass as-983163327", Set.of("buypass.com", "buypass.no")),
                    Map.entry("actalis s.p.a.", Set.of("actalis.it")),
                    Map.entry("swisssign ag", Set.of("swisssign.com")),
                    Map.entry("identrust", Set.of("identrust.com")),
                    Map.entry("asseco data systems s.a.", Set.of("certum.pl", "certum.eu")));

    private KnownIssuers() {}

    /// Empty where it cannot be told who that is.
    static Optional<Set<String>> domains(X500Name issuer) {
        return Optional.ofNullable(DOMAINS.get(organization(issuer).toLowerCase(Locale.ROOT)));
    }

    /// Empty text where there is none.
    static String organization(X500Name issuer) {
        RDN[] all = issuer.getRDNs(BCStyle.O);
        return all.length == 0 ? "" : IETFUtils.valueToString(all[0].getFirst().getValue());
    }
}
