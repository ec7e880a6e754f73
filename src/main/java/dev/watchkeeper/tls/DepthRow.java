package dev.watchkeeper.tls;

/// One thing that a closer look has shown of an endpoint.
///
/// @param topic what it belongs to
/// @param what what was looked at, such as `TLS 1.0`
/// @param value what was seen, free of control characters
/// @param advice one sentence of what to do; that nothing is to be done is said too
public record DepthRow(Topic topic, String what, String value, Verdict verdict, String advice) {
    private static final String NOTHING = "Nothing to do.";

    static DepthRow good(Topic topic, String what, String value) {
        return new DepthRow(topic, what, value, Verdict.GOOD, NOTHING);
    }

    static DepthRow note(Topic topic, String what, String value, String advice) {
        return new DepthRow(topic, what, value, Verdict.NOTE, advice);
    }

    static DepthRow bad(Topic topic, String what, String value, String advice) {
        return new DepthRow(topic, what, value, Verdict.BAD, advice);
    }

    static DepthRow unknown(Topic topic, String what, String why, String advice) {
        return new DepthRow(topic, what, "unknown: " + why, Verdict.UNKNOWN, advice);
    }

    /// What a row belongs to, in the order of reading.
    public enum Topic {
        PROTOCOL,
        NAME,
        CERTIFICATE,
        CHAIN,
        REVOCATION,
        TRANSPARENCY,
        DNS
    }

    /// What is to be thought of it. Unknown is never good.
    public enum Verdict {
        GOOD,
        /// Neither right nor wrong, worth knowing.
        NOTE,
        BAD,
        UNKNOWN
    }
}
