package dev.watchkeeper.tls;

import java.security.cert.X509Certificate;

/// A certificate of which a server sends a broken encoding.
final class BrokenCertificate extends PathCertificate {
    private static final long serialVersionUID = 1;

    private final byte[] sent;

    BrokenCertificate(X509Certificate real, byte[] sent) {
        super(real);
        this.sent = sent.clone();
    }

    @Override
    public byte[] getEncoded() {
        return sent.clone();
    }
}
