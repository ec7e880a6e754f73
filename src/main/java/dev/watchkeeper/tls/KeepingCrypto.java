package dev.watchkeeper.tls;

import org.bouncycastle.tls.AlertDescription;
import org.bouncycastle.tls.TlsFatalAlert;
import org.bouncycastle.tls.crypto.TlsCertificate;
import org.bouncycastle.tls.crypto.impl.bc.BcTlsCrypto;

import java.io.IOException;
import java.lang.reflect.Proxy;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.List;

/// Keeps the bytes of every certificate that is served, also of those that do not parse.
final class KeepingCrypto extends BcTlsCrypto {
    private final List<Der> certificates = new ArrayList<>();

    KeepingCrypto() {
        super(new SecureRandom());
    }

    List<Der> certificates() {
        return List.copyOf(certificates);
    }

    @Override
    public TlsCertificate createCertificate(short type, byte[] encoding) throws IOException {
        certificates.add(Der.of(encoding));
        try {
            return super.createCertificate(type, encoding);
        } catch (IOException | RuntimeException e) {
            return unreadable(encoding, e);
        }
    }

    /// Stands for a certificate without a readable key until the whole message has been read.
    private static TlsCertificate unreadable(byte[] encoding, Exception cause) {
        byte[] bytes = encoding.clone();
        return (TlsCertificate)
                Proxy.newProxyInstance(
                        TlsCertificate.class.getClassLoader(),
                        new Class<?>[] {TlsCertificate.class},
                        (proxy, method, arguments) ->
                                switch (method.getName()) {
                                    case "getEncoded" -> bytes.clone();
                                    case "getSigAlgOID" -> "";
                                    default ->
                                            throw new TlsFatalAlert(
                                                    AlertDescription.bad_certificate, cause);
                                });
    }
}
