/// Automation: the runs on a host that work on others, and what starts them.
///
/// It reads what hosts show of themselves and judges nothing. Pure functions of observations, and
/// observers under a deadline; any thread may enter.
@org.jspecify.annotations.NullMarked
package dev.watchkeeper.automation;
