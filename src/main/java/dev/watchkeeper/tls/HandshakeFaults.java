package dev.watchkeeper.tls;

import dev.watchkeeper.tls.CertificateFault.Kind;

import java.util.ArrayList;
import java.util.List;

/// Faults of the handshake that a chain came with.
final class HandshakeFaults {
    private HandshakeFaults() {}

    static List<CertificateFault> of(Handshake.Captured captured) {
        List<CertificateFault> faults = new ArrayList<>();
        if (isOld(captured.protocol())) {
            faults.add(
                    new CertificateFault(
                            Kind.OLD_PROTOCOL,
                            -1,
                            "RFC 8996",
                            "the server speaks nothing newer than "
                                    + captured.protocol()
                                    + ", which is deprecated"));
        }
        if (!captured.unfinished().isEmpty() && !captured.clientCertificateDemanded()) {
            faults.add(
                    new CertificateFault(
                            Kind.UNJUDGED,
                            -1,
                            "RFC 8446 4.4.3",
                            "the handshake did not finish, so the server did not prove that it"
                                    + " holds the key: "
                                    + captured.unfinished()));
        }
        return faults;
    }

    private static boolean isOld(String protocol) {
        return switch (protocol) {
            case "TLSv1", "TLSv1.1", "SSLv3", "SSLv2" -> true;
            default -> false;
        };
    }
}
