/// What is watched: the fleet of TLS endpoints, hosts and renewals, and reading it from a file with
/// located errors.
///
/// It knows nothing of how anything is observed. All types are immutable; any thread may enter.
@org.jspecify.annotations.NullMarked
package dev.watchkeeper.inventory;
