/// Remedies: the exact commands that end a finding, shown first, run under a deadline, verified by
/// observing again, audited.
///
/// It knows findings, ssh, audit and the inventory, and nothing of windows. Runs on virtual
/// threads; listeners must return quickly.
@org.jspecify.annotations.NullMarked
package dev.watchkeeper.remedy;
