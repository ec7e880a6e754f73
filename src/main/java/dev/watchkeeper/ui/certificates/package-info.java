/// Certificates: one row for each address that is asked, soonest to expire first, and the whole
/// chain of the selected one.
///
/// It knows reports and nothing of the other screens. Only the JavaFX thread enters the views; the
/// rows are pure functions of reports.
@org.jspecify.annotations.NullMarked
package dev.watchkeeper.ui.certificates;
