/// The outage in a box: two TLS proxies and five SSH hosts on loopback, from which every fix really
/// is verified. The only user of Apache MINA SSHD.
///
/// The hosts are simulated: nothing that is asked of them runs on this machine. It knows the
/// inventory, the certificates of `tls` and the wire format of `host`'s probe, and nothing of
/// findings or windows. Its servers run on threads of their own; the simulated world is guarded by
/// one lock a host.
@org.jspecify.annotations.NullMarked
package dev.watchkeeper.demo;
