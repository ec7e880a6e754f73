package dev.watchkeeper.ssh;

import com.jcraft.jsch.Session;

/// The algorithms to offer, set on each session and never globally.
///
/// Terrapin (CVE-2023-48795) needs ChaCha20-Poly1305 or encrypt-then-MAC without strict key
/// exchange. Whether a server has that shows too late to choose, so neither is offered at first; a
/// server that has nothing else is asked again with everything, and refused unless it is strict.
enum Algorithms {
    SAFE(
            "aes128-gcm@openssh.com,aes256-gcm@openssh.com,aes128-ctr,aes192-ctr,aes256-ctr",
            "hmac-sha2-256,hmac-sha2-512",
            "no"),
    STRICT_ONLY(
            "aes128-gcm@openssh.com,aes256-gcm@openssh.com,chacha20-poly1305@openssh.com,"
                    + "aes128-ctr,aes192-ctr,aes256-ctr",
            "hmac-sha2-256-etm@openssh.com,hmac-sha2-512-etm@openssh.com,"
                    + "hmac-sha2-256,hmac-sha2-512",
            "yes");

    // curve25519 costs a tenth of the post-quantum exchanges, which come last for hosts that
    // insist.
    private static final String KEX =
            "curve25519-sha256,curve25519-sha256@libssh.org,ecdh-sha2-nistp256,"
                    + "ecdh-sha2-nistp384,ecdh-sha2-nistp521,diffie-hellman-group16-sha512,"
                    + "diffie-hellman-group14-sha256,diffie-hellman-group-exchange-sha256,"
                    + "mlkem768x25519-sha256";
    private static final String HOST_KEYS =
            "ssh-ed25519,ecdsa-sha2-nistp256,ecdsa-sha2-nistp384,ecdsa-sha2-nistp521,"
                    + "rsa-sha2-512,rsa-sha2-256";

    private final String ciphers;
    private final String macs;
    private final String strict;

    Algorithms(String ciphers, String macs, String strict) {
        this.ciphers = ciphers;
        this.macs = macs;
        this.strict = strict;
    }

    void setOn(Session session) {
        session.setConfig("kex", KEX);
        session.setConfig("server_host_key", HOST_KEYS);
        session.setConfig("cipher.c2s", ciphers);
        session.setConfig("cipher.s2c", ciphers);
        session.setConfig("mac.c2s", macs);
        session.setConfig("mac.s2c", macs);
        session.setConfig("enable_strict_kex", "yes");
        session.setConfig("require_strict_kex", strict);
        // Trying each algorithm out for every session costs ten times the session itself.
        session.setConfig("CheckKexes", "");
        session.setConfig("CheckCiphers", "");
        session.setConfig("CheckMacs", "");
        session.setConfig("CheckSignatures", "");
    }
}
