package dev.watchkeeper.tls;

import org.bouncycastle.tls.Certificate;
import org.bouncycastle.tls.CertificateStatus;
import org.bouncycastle.tls.TlsExtensionsUtils;
import org.bouncycastle.tls.TlsServerCertificate;

import java.io.IOException;
import java.util.Arrays;
import java.util.Map;

/// The OCSP response that a server staples to its leaf: a message of its own up to TLS 1.2 (RFC
/// 6066 8), an extension of the certificate's entry in 1.3 (RFC 8446 4.4.2.1).
final class Staple {
    private static final byte OCSP = 1;
    private static final int HEADER = 4;

    private Staple() {}

    /// Empty when there is none.
    static byte[] of(TlsServerCertificate certificate) throws IOException {
        CertificateStatus status = certificate.getCertificateStatus();
        if (status != null && status.getStatusType() == OCSP) {
            return status.getOCSPResponse().getEncoded();
        }
        Certificate chain = certificate.getCertificate();
        if (chain.isEmpty()) {
            return new byte[0];
        }
        Map<?, ?> extensions = chain.getCertificateEntryAt(0).getExtensions();
        Object entry =
                extensions == null ? null : extensions.get(TlsExtensionsUtils.EXT_status_request);
        return entry instanceof byte[] bytes && bytes.length > HEADER && bytes[0] == OCSP
                ? Arrays.copyOfRange(bytes, HEADER, bytes.length)
                : new byte[0];
    }
}
