/// The command line: what the window knows and does, in text, JSON, Nagios and OpenMetrics form.
///
/// It knows the engine, remedies and audit through [dev.watchkeeper.cli.Desk], and nothing of how
/// they are put together, of windows or of the demo. The main thread enters.
@org.jspecify.annotations.NullMarked
package dev.watchkeeper.cli;
