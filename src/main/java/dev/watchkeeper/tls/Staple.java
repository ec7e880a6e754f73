package dev.watchkeeper.tls;

import org.bouncycastle.tls.Certificate;
import org.bouncycastle.tls.CertificateStatus;
import org.bouncycastle.tls.ExtensionType;
import org.bouncycastle.tls.TlsExtensionsUtils;
import org.bouncycastle.tls.TlsServerCertificate;

import java.io.IOException;
import java.util.Arrays;
import java.util.Map;

/// What a server staples to its leaf: the OCSP response is a message of its own up to TLS 1.2 (RFC
/// 6066 8), an extension of the certificate's entry in 1.3 (RFC 8446 4.4.2.1).
final class Staple {
    static final Integer TIMESTAMPS = ExtensionType.signed_certificate_timestamp;

    private static final byte OCSP = 1;
    private static final int HEADER = 4;

    private Staple() {}

    /// Empty when there is none.
    static byte[] of(TlsServerCertificate certificate) throws IOException {
        CertificateStatus status = certificate.getCertificateStatus();
        if (status != null && status.getStatusType() == OCSP) {
            return status.getOCSPResponse().getEncoded();
        }
        byte[] bytes = entry(certificate, TlsExtensionsUtils.EXT_status_request);
        return bytes.length > HEADER && bytes[0] == OCSP
                ? Arrays.copyOfRange(bytes, HEADER, bytes.length)
                : new byte[0];
    }

    /// The timestamps of TLS 1.3, beside the leaf (RFC 8446 4.4.2); empty when there are none.
    static byte[] timestamps(TlsServerCertificate certificate) {
        return entry(certificate, TIMESTAMPS);
    }

    private static byte[] entry(TlsServerCertificate certificate, Integer extension) {
        Certificate chain = certificate.getCertificate();
        if (chain.isEmpty()) {
            return new byte[0];
        }
        Map<?, ?> extensions = chain.getCertificateEntryAt(0).getExtensions();
        return extensions != null && extensions.get(extension) instanceof byte[] bytes
                ? bytes
                : new byte[0];
    }
}
