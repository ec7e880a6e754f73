/// The one bridge to the JavaFX thread, and the controls that every screen shares: severity marks,
/// ages, output lists, jobs, overlays and the theme.
///
/// It knows JavaFX and nothing of findings, hosts or certificates.
/// [dev.watchkeeper.ui.fx.FxThread], [dev.watchkeeper.ui.fx.LatestOnly],
/// [dev.watchkeeper.ui.fx.Background] and [dev.watchkeeper.ui.fx.OutputBuffer] may be called from
/// any thread; everything else belongs to the JavaFX thread.
@org.jspecify.annotations.NullMarked
package dev.watchkeeper.ui.fx;
