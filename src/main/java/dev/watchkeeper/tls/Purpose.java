package dev.watchkeeper.tls;

/// What a chain is judged for.
enum Purpose {
    /// A TLS server on the web: RFC 5280, RFC 9525 and what the Baseline Requirements add.
    TLS_SERVER,
    /// The path alone: RFC 5280 6.1, for no use in particular.
    PATH_ONLY
}
