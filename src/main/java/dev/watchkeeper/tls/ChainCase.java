package dev.watchkeeper.tls;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// A chain to be judged, and what for.
///
/// @param chain DER encodings as a server sends them, leaf first, not empty
/// @param host the DNS name or IP address that a client asked for; empty to judge the path alone by
///   RFC 5280, for no use in particular
/// @param at the time to judge at
/// @param crls DER encodings of revocation lists; when there are any, revocation is checked with
///   these and nothing else, and what they do not tell counts against the chain
public record ChainCase(List<byte[]> chain, Optional<String> host, Instant at, List<byte[]> crls) {
    public ChainCase {
        if (chain.isEmpty()) {
            throw new IllegalArgumentException("a chain has at least a leaf");
        }
        chain = List.copyOf(chain);
        crls = List.copyOf(crls);
    }
}
