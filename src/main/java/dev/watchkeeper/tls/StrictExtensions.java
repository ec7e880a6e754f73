package dev.watchkeeper.tls;

import org.bouncycastle.asn1.ASN1BitString;
import org.bouncycastle.asn1.ASN1Boolean;
import org.bouncycastle.asn1.ASN1Encodable;
import org.bouncycastle.asn1.ASN1Integer;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.ASN1OctetString;
import org.bouncycastle.asn1.ASN1Primitive;
import org.bouncycastle.asn1.ASN1Sequence;
import org.bouncycastle.asn1.ASN1TaggedObject;
import org.bouncycastle.asn1.x509.AuthorityInformationAccess;
import org.bouncycastle.asn1.x509.AuthorityKeyIdentifier;
import org.bouncycastle.asn1.x509.CRLDistPoint;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.Extensions;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.asn1.x509.NameConstraints;
import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/// Reads the values of extensions as RFC 5280 4.2 defines them, and takes nothing else. All of them
/// throw `IllegalArgumentException` with what is wrong, in words.
final class StrictExtensions {
    private static final BigInteger LONGEST_PATH = BigInteger.valueOf(255);

    private StrictExtensions() {}

    /// @param pathLength empty where there is no limit
    record Basic(boolean authority, OptionalInt pathLength) {}

    /// There is at least one, and DER leaves out the flag that is false.
    static void checkFlags(@Nullable Extensions all) {
        if (all == null) {
            return;
        }
        if (all.getExtensionOIDs().length == 0) {
            throw bad("the list of extensions is empty");
        }
    }

    static Basic basic(Extension extension) {
        ASN1Sequence s = sequence(extension, "basicConstraints");
        int next = 0;
        boolean authority = false;
        if (next < s.size() && s.getObjectAt(next) instanceof ASN1Boolean flag) {
            authority = flag.isTrue();
            next++;
        }
        OptionalInt length = OptionalInt.empty();
        if (next < s.size() && s.getObjectAt(next) instanceof ASN1Integer number) {
            length = OptionalInt.of(pathLength(number.getValue()));
            next++;
        }
        if (next != s.size()) {
            throw bad("basicConstraints holds something else");
        }
        return new Basic(authority, length);
    }

    private static int pathLength(BigInteger value) {
        if (value.signum() < 0 || value.compareTo(LONGEST_PATH) > 0) {
            throw bad("pathLenConstraint is not within 0 and 255");
        }
        return value.intValue();
    }

    /// Bits as in BouncyCastle's `KeyUsage`; 0 when none is set, which is wrong as well.
    static int usage(Extension extension) {
        if (!(value(extension, "keyUsage") instanceof ASN1BitString bits)) {
            throw bad("keyUsage is not a bit string");
        }
        return bits.getBytes().length > 2 ? 0 : bits.intValue();
    }

    /// An empty list stands for no purpose at all.
    static List<String> purposes(Extension extension) {
        List<String> oids = new ArrayList<>();
        for (ASN1Encodable e : sequence(extension, "extendedKeyUsage")) {
            if (!(e instanceof ASN1ObjectIdentifier oid)) {
                throw bad("extendedKeyUsage holds something else than object identifiers");
            }
            oids.add(oid.getId());
        }
        return oids;
    }

    static byte[] octets(Extension extension) {
        if (!(value(extension, "key identifier") instanceof ASN1OctetString octets)) {
            throw bad("subjectKeyIdentifier is not an octet string");
        }
        return octets.getOctets();
    }

    static void authorityKey(Extension extension) {
        for (ASN1Encodable e : sequence(extension, "authorityKeyIdentifier")) {
            if (!(e instanceof ASN1TaggedObject tagged) || tagged.getTagNo() > 2) {
                throw bad("authorityKeyIdentifier holds something else");
            }
        }
        AuthorityKeyIdentifier.getInstance(sequence(extension, "authorityKeyIdentifier"));
    }

    static void access(Extension extension) {
        ASN1Sequence s = sequence(extension, "authorityInfoAccess");
        if (s.size() == 0) {
            throw bad("authorityInfoAccess is empty");
        }
        AuthorityInformationAccess.getInstance(s);
    }

    static GeneralNames names(Extension extension) {
        ASN1Sequence s = sequence(extension, "subjectAltName");
        if (s.size() == 0) {
            throw bad("subjectAltName is empty");
        }
        GeneralNames names = GeneralNames.getInstance(s);
        for (GeneralName name : names.getNames()) {
            StrictNames.check(name, false);
        }
        return names;
    }

    static NameConstraints constraints(Extension extension) {
        ASN1Sequence s = sequence(extension, "nameConstraints");
        if (s.size() == 0) {
            throw bad("nameConstraints is empty");
        }
        for (ASN1Encodable e : s) {
            StrictNames.checkSubtrees(e);
        }
        return NameConstraints.getInstance(s);
    }

    static CRLDistPoint distribution(Extension extension) {
        return CRLDistPoint.getInstance(sequence(extension, "cRLDistributionPoints"));
    }

    static Optional<String> keyIdentifier(Extension extension) {
        try {
            return Optional.of(HexFormat.of().formatHex(octets(extension)));
        } catch (RuntimeException e) {
            return Optional.empty();
        }
    }

    static Optional<String> authorityKeyIdentifier(Extension extension) {
        try {
            byte[] id =
                    AuthorityKeyIdentifier.getInstance(sequence(extension, ""))
                            .getKeyIdentifierOctets();
            return Optional.ofNullable(id).map(HexFormat.of()::formatHex);
        } catch (RuntimeException e) {
            return Optional.empty();
        }
    }

    static ASN1Sequence sequence(Extension extension, String name) {
        if (!(value(extension, name) instanceof ASN1Sequence sequence)) {
            throw bad(name + " is not a sequence");
        }
        return sequence;
    }

    static ASN1Primitive value(Extension extension, String name) {
        byte[] octets = extension.getExtnValue().getOctets();
        try {
            ASN1Primitive value = ASN1Primitive.fromByteArray(octets);
            if (value == null || !CertificateForm.isDer(value, octets)) {
                throw bad(name + " is not in DER");
            }
            return value;
        } catch (IOException e) {
            throw new IllegalArgumentException(name + " cannot be read: " + e.getMessage(), e);
        }
    }

    static IllegalArgumentException bad(String what) {
        return new IllegalArgumentException(what);
    }
}
