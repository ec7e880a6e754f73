/// History: observations and findings over time, in SQLite.
///
/// It knows findings and observers, and nothing of schedules or windows. Calls block on the disk
/// and are refused on the JavaFX thread.
@org.jspecify.annotations.NullMarked
package dev.watchkeeper.history;
