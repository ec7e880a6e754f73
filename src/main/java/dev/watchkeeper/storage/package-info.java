/// Storage: SQLite files that keep what they were told, and refuse what they cannot keep.
///
/// It owns opening (write-ahead log, synchronous FULL, busy timeout), migrating, and the refusals:
/// a newer schema, a network file system, a lock, a full disk. It knows nothing of what is stored.
/// Any thread may enter but the JavaFX application thread, which is refused; calls block on the
/// disk.
@org.jspecify.annotations.NullMarked
package dev.watchkeeper.storage;
