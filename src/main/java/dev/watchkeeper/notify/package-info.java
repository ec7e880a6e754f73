/// Notification: tells people and programs of findings, by change of state and grouped by cause.
///
/// It owns what was told, the queue of what is still to be delivered, acknowledgements and
/// silences, and the heartbeat. It is handed findings and makes none but those of its own failures;
/// of the engine, of audit and of windows it knows nothing. Any thread may hand in; what blocks
/// (disk, network, programs) does so on threads of its own, of which each channel has one.
@org.jspecify.annotations.NullMarked
package dev.watchkeeper.notify;
