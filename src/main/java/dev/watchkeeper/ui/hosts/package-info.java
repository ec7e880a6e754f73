/// Builders and other hosts: their health, their processes, their mounts.
///
/// It knows reports and nothing of the other screens. Only the JavaFX thread enters the views; the
/// rows are pure functions of reports.
@org.jspecify.annotations.NullMarked
package dev.watchkeeper.ui.hosts;
