/// The record of what was done: append-only and hash-chained, an intent before each action and an
/// outcome after it.
///
/// It knows nothing of what the actions are. Any thread may enter; writes are serialized.
@org.jspecify.annotations.NullMarked
package dev.watchkeeper.audit;
