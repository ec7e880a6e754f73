/// Automation: the runs on the fleet's hosts that work on others, and whom they wait for, and what
/// starts them.
///
/// It knows reports and nothing of the other screens. Only the JavaFX thread enters the views; the
/// rows are pure functions of reports.
@org.jspecify.annotations.NullMarked
package dev.watchkeeper.ui.automation;
