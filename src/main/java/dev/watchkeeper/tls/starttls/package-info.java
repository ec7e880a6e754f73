/// What is said in the clear before TLS begins: one preface for each protocol, under byte limits.
///
/// It knows nothing of TLS, connections or deadlines: whoever calls closes the wire at the
/// deadline. Everything that the peer says is hostile. Observing (virtual) threads enter.
@org.jspecify.annotations.NullMarked
package dev.watchkeeper.tls.starttls;
