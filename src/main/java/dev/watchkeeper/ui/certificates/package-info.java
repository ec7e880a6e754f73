/// Certificates: a strip of when they end and are to be renewed, a row for each address, in groups
/// where that is wanted, and of the selected one who renews it, how far the newest has come, which
/// thresholds hold, and its whole chain.
///
/// It knows reports and nothing of the other screens. Only the JavaFX thread enters the views; the
/// rows are pure functions of reports.
@org.jspecify.annotations.NullMarked
package dev.watchkeeper.ui.certificates;
