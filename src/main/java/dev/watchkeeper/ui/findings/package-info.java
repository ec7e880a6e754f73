/// Findings with their evidence, their likely cause, their fix and its verification.
///
/// It knows reports and remedies and nothing of the other screens. Only the JavaFX thread enters
/// the views; runs of remedies report from their own threads through
/// [dev.watchkeeper.ui.fx.FxThread].
@org.jspecify.annotations.NullMarked
package dev.watchkeeper.ui.findings;
