/// The engine: the schedule, the refresh cycle and the latest report.
///
/// It knows observers, findings and history, and nothing of remedies, audit or windows. One timer
/// thread; each due target is observed on a virtual thread of its own; listeners are called on the
/// engine's threads.
@org.jspecify.annotations.NullMarked
package dev.watchkeeper.monitor;
