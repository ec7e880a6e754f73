/// Hosts: the remote probe, its wire format and parsers, and the snapshot of processes, mounts and
/// pressure that they give.
///
/// It knows `ssh` and the inventory, and nothing of what a finding is. Observations are made on
/// virtual threads; snapshots are immutable.
@org.jspecify.annotations.NullMarked
package dev.watchkeeper.host;
