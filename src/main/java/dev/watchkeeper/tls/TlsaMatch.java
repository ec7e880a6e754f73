package dev.watchkeeper.tls;

import dev.watchkeeper.tls.ChainCertificate.Legible;

import org.xbill.DNS.TLSARecord;

import java.io.IOException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Compares one TLSA record with a served chain (RFC 6698 2.1). Pure.
///
/// @param chain as served, leaf first
/// @param anchors where the root that is not served may be found
/// @param trusted whether the chain leads to one of them
record TlsaMatch(List<Legible> chain, AnchorIndex anchors, boolean trusted) {
    private static final int PKIX_TA = 0;
    private static final int PKIX_EE = 1;
    private static final int DANE_TA = 2;
    private static final int DANE_EE = 3;

    TlsaMatch {
        chain = List.copyOf(chain);
    }

    /// What came of it.
    sealed interface Result {
        String words();
    }

    /// @param by what of the chain
    record Matches(String by) implements Result {
        @Override
        public String words() {
            return "matches the " + by;
        }
    }

    /// @param words why it does not
    record Differs(String words) implements Result {}

    /// It can never match.
    ///
    /// @param words why
    record Unusable(String words) implements Result {}

    Result of(TLSARecord record) {
        Optional<String> fault = fault(record);
        if (fault.isPresent()) {
            return new Unusable("unusable, " + fault.get());
        }
        return switch (record.getCertificateUsage()) {
            case DANE_EE -> leaf(record);
            case DANE_TA -> issuer(record, signers());
            case PKIX_EE -> ifTrusted(leaf(record));
            default -> ifTrusted(issuer(record, signersAndRoot()));
        };
    }

    private static Optional<String> fault(TLSARecord record) {
        if (record.getCertificateUsage() < PKIX_TA || record.getCertificateUsage() > DANE_EE) {
            return Optional.of("its usage is not known");
        }
        if (record.getSelector() < 0 || record.getSelector() > 1) {
            return Optional.of("its selector is not known");
        }
        int length = record.getCertificateAssociationData().length;
        return switch (record.getMatchingType()) {
            case 0 -> length == 0 ? Optional.of("it is empty") : Optional.empty();
            case 1 -> length == 32 ? Optional.empty() : Optional.of("it is no SHA-256");
            case 2 -> length == 64 ? Optional.empty() : Optional.of("it is no SHA-512");
            default -> Optional.of("its matching type is not known");
        };
    }

    private Result leaf(TLSARecord record) {
        return isOf(record, chain.getFirst())
                ? new Matches("leaf")
                : new Differs("does not match the leaf");
    }

    private static Result issuer(TLSARecord record, List<Legible> signers) {
        return signers.stream()
                .filter(c -> isOf(record, c))
                .findFirst()
                .<Result>map(c -> new Matches(c.role()))
                .orElseGet(() -> new Differs("matches no issuer in the served chain"));
    }

    private Result ifTrusted(Result result) {
        return result instanceof Matches m && !trusted
                ? new Differs(m.words() + ", but the chain leads to no trusted root")
                : result;
    }

    /// Who signed the leaf, and who signed them, of those that were sent: one that is merely beside
    /// them vouches for nobody.
    private List<Legible> signers() {
        var signers = new ArrayList<Legible>();
        Legible below = chain.getFirst();
        for (Optional<Legible> next = signer(below, signers);
                next.isPresent();
                next = signer(below, signers)) {
            below = next.get();
            signers.add(below);
        }
        return signers;
    }

    private Optional<Legible> signer(Legible below, List<Legible> before) {
        return chain.stream()
                .skip(1)
                .filter(c -> !before.contains(c))
                .filter(c -> isSignedBy(below, c))
                .findFirst();
    }

    private List<Legible> signersAndRoot() {
        List<Legible> all = signers();
        Legible top = all.isEmpty() ? chain.getFirst() : all.getLast();
        anchors.named(top.x509().getIssuerX500Principal()).stream()
                .filter(a -> isSignedBy(top, a))
                .forEach(all::add);
        return all;
    }

    private static boolean isSignedBy(Legible below, Legible above) {
        return below.isIssuedBy(above.x509())
                && SignatureCheck.shared().isSignedBy(below.x509(), above.x509());
    }

    private static boolean isOf(TLSARecord record, Legible certificate) {
        try {
            byte[] selected =
                    record.getSelector() == 0
                            ? certificate.der().bytes()
                            : certificate.holder().getSubjectPublicKeyInfo().getEncoded("DER");
            byte[] expected =
                    switch (record.getMatchingType()) {
                        case 0 -> selected;
                        case 1 -> digest("SHA-256", selected);
                        default -> digest("SHA-512", selected);
                    };
            return MessageDigest.isEqual(expected, record.getCertificateAssociationData());
        } catch (IOException _) {
            return false;
        }
    }

    private static byte[] digest(String algorithm, byte[] bytes) {
        try {
            return MessageDigest.getInstance(algorithm).digest(bytes);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has " + algorithm, e);
        }
    }
}
