/// TLS: the handshake under a deadline, the served chain, and the judgement of a chain. The only
/// user of Bouncy Castle, Conscrypt and dnsjava.
///
/// It knows the inventory and nothing of findings, schedules or windows. Observations are made on
/// virtual threads.
@org.jspecify.annotations.NullMarked
package dev.watchkeeper.tls;
