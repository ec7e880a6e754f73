/// Findings: what is wrong, how bad, on what evidence and because of what. Pure functions of
/// observations.
///
/// It knows all observers and nothing of schedules, storage, remedies or windows. No I/O, no clock
/// of its own; any thread may enter.
@org.jspecify.annotations.NullMarked
package dev.watchkeeper.finding;
