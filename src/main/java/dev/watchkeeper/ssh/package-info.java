/// SSH: sessions, host keys, agent, jump hosts and command execution, all under one deadline an
/// operation. The only user of JSch.
///
/// It knows the inventory and nothing of what the commands mean. Operations are called from virtual
/// threads and never outlive their deadline.
@org.jspecify.annotations.NullMarked
package dev.watchkeeper.ssh;
