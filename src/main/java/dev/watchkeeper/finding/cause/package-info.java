/// The graph of causes: what waits for what, across hosts, each link with its evidence and how sure
/// it is.
///
/// Pure functions of a snapshot; any thread may enter. It knows no rules, severities or remedies.
@org.jspecify.annotations.NullMarked
package dev.watchkeeper.finding.cause;
