package dev.watchkeeper.tls;

/// Something wrong with one certificate of a chain, or with the chain.
///
/// @param kind what is wrong
/// @param certificate index in the served chain, 0 is the leaf; -1 for the chain as a whole
/// @param rule the rule that is broken and its source, such as "RFC 5280 4.1.2.5"
/// @param text one sentence for a person, which says whether it is the leaf or an intermediate
public record CertificateFault(Kind kind, int certificate, String rule, String text) {
    /// Kinds, worst first.
    public enum Kind {
        EXPIRED,
        NOT_YET_VALID,
        REVOKED,
        WRONG_NAME,
        SELF_SIGNED,
        UNTRUSTED,
        CHAIN_INCOMPLETE,
        BAD_SIGNATURE,
        NOT_A_CA,
        KEY_PURPOSE,
        CONSTRAINT,
        UNPARSEABLE,
        WEAK_SIGNATURE,
        WEAK_KEY,
        OLD_PROTOCOL,
        LIFETIME_TOO_LONG,
        CHAIN_ORDER,
        UNJUDGED
    }
}
