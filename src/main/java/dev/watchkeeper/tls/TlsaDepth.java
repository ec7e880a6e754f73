package dev.watchkeeper.tls;

import dev.watchkeeper.tls.ChainCertificate.Legible;
import dev.watchkeeper.tls.DepthRow.Topic;

import org.xbill.DNS.Name;
import org.xbill.DNS.TLSARecord;
import org.xbill.DNS.TextParseException;
import org.xbill.DNS.Type;

import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;

/// Whether the served chain is what the TLSA records of its port say (RFC 6698, RFC 7671). What
/// DNSSEC does not prove pins nothing, and is never called a match or a fault.
final class TlsaDepth {
    private static final String WHAT = "TLSA";
    private static final int MOST_RECORDS = 20;
    private static final int SHOWN_BYTES = 32;

    private final DnsLookup lookup;

    TlsaDepth(DnsLookup lookup) {
        this.lookup = lookup;
    }

    /// @param name of the endpoint in ASCII
    /// @param trusted whether the chain leads to a trusted root
    List<DepthRow> rows(
            String name, int port, List<Legible> chain, AnchorIndex anchors, boolean trusted) {
        String owner = "_%d._tcp.%s".formatted(port, name);
        DnsAnswer answer;
        try {
            answer = lookup.ask(Name.fromString(owner + "."), Type.TLSA);
        } catch (TextParseException e) {
            answer = new DnsAnswer.Unknown(CertificateReader.reason(e));
        }
        return switch (answer) {
            case DnsAnswer.Unknown(String why) ->
                    List.of(
                            DepthRow.unknown(
                                    Topic.DNS,
                                    WHAT,
                                    why,
                                    "Ask again later, or ask another name server."));
            case DnsAnswer.Absent(DnsAnswer.Trust trust) ->
                    List.of(
                            DepthRow.note(
                                    Topic.DNS,
                                    WHAT,
                                    "none at %s (%s)".formatted(owner, trust.words()),
                                    "Nothing to do: mail servers use DANE, browsers do not."));
            case DnsAnswer.Found f -> rows(f, new TlsaMatch(chain, anchors, trusted));
        };
    }

    private static List<DepthRow> rows(DnsAnswer.Found found, TlsaMatch match) {
        var records = new ArrayList<TLSARecord>();
        found.records().stream()
                .limit(MOST_RECORDS)
                .forEach(r -> {
                    if (r instanceof TLSARecord tlsa) {
                        records.add(tlsa);
                    }
                });
        List<TlsaMatch.Result> results = records.stream().map(match::of).toList();
        boolean any = results.stream().anyMatch(TlsaMatch.Matches.class::isInstance);
        var rows = new ArrayList<DepthRow>();
        for (int i = 0; i < records.size(); i++) {
            rows.add(row(records.get(i), results.get(i), found.trust(), any));
        }
        return rows;
    }

    private static DepthRow row(
            TLSARecord record, TlsaMatch.Result result, DnsAnswer.Trust trust, boolean any) {
        String what =
                "%s %d %d %d"
                        .formatted(
                                WHAT,
                                record.getCertificateUsage(),
                                record.getSelector(),
                                record.getMatchingType());
        String value = "%s: %s (%s)".formatted(hex(record), result.words(), trust.words());
        if (result instanceof TlsaMatch.Unusable) {
            return DepthRow.note(
                    Topic.DNS, what, value, "Take it out: no client can use it (RFC 7671 4).");
        }
        boolean matches = result instanceof TlsaMatch.Matches;
        if (!trust.validated()) {
            return DepthRow.note(Topic.DNS, what, value, unproven(matches));
        }
        if (matches) {
            return DepthRow.good(Topic.DNS, what, value);
        }
        return any
                ? DepthRow.note(
                        Topic.DNS,
                        what,
                        value,
                        "Nothing to do in the middle of a rollover; afterwards take it out.")
                : DepthRow.bad(
                        Topic.DNS,
                        what,
                        value,
                        "Publish a record for what is served: clients with DANE refuse it.");
    }

    private static String unproven(boolean matches) {
        return matches
                ? "It pins nothing from here: sign the zone with DNSSEC, or ask a resolver that"
                        + " validates."
                : "It pins nothing from here; where the zone is signed, clients with DANE refuse"
                        + " this server: ask a resolver that validates.";
    }

    private static String hex(TLSARecord record) {
        byte[] all = record.getCertificateAssociationData();
        int shown = Math.min(all.length, SHOWN_BYTES);
        return HexFormat.of().formatHex(all, 0, shown) + (shown < all.length ? "…" : "");
    }
}
