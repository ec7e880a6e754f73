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
        /// The key that made a signature belongs to another name than the one it is said to.
        NAME_CHAINING,
        BAD_SIGNATURE,
        NOT_A_CA,
        /// An authority's certificate where a server's should be.
        CA_AS_LEAF,
        PATH_LENGTH,
        NAME_CONSTRAINT,
        POLICY,
        /// The key usage does not allow what the key is used for.
        KEY_USAGE,
        /// The extended key usage does not.
        KEY_PURPOSE,
        /// A critical extension that no client knows, or that must not be critical.
        CRITICAL_EXTENSION,
        /// The encoding is broken.
        UNPARSEABLE,
        /// Well encoded, but not as RFC 5280 and the Baseline Requirements demand.
        PROFILE,
        /// Whether it is revoked should be known, and is not.
        REVOCATION_UNKNOWN,
        /// Judging it takes more work than a client does.
        RESOURCE_LIMIT,
        WEAK_SIGNATURE,
        WEAK_KEY,
        OLD_PROTOCOL,
        LIFETIME_TOO_LONG,
        CHAIN_ORDER,
        UNJUDGED;

        /// Whether a client that is as strict as a browser refuses the chain for it.
        public boolean refused() {
            return this != CHAIN_ORDER && this != OLD_PROTOCOL;
        }

        /// Whether a leaf with it can still be a trusted one, though of no use for a server.
        boolean sparesTrustOfLeaf() {
            return switch (this) {
                case CRITICAL_EXTENSION, UNPARSEABLE, BAD_SIGNATURE -> false;
                default -> true;
            };
        }

        /// Whether it leaves the question of trust alone: the path leads to an anchor and breaks no
        /// rule that an attacker could use.
        boolean sparesTrust() {
            return switch (this) {
                case EXPIRED, NOT_YET_VALID, WEAK_SIGNATURE, WEAK_KEY, PROFILE -> true;
                default -> false;
            };
        }
    }
}
