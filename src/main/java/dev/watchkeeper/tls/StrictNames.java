package dev.watchkeeper.tls;

import static dev.watchkeeper.tls.StrictExtensions.bad;

import org.bouncycastle.asn1.ASN1Encodable;
import org.bouncycastle.asn1.ASN1IA5String;
import org.bouncycastle.asn1.ASN1OctetString;
import org.bouncycastle.asn1.ASN1PrintableString;
import org.bouncycastle.asn1.ASN1Sequence;
import org.bouncycastle.asn1.ASN1TaggedObject;
import org.bouncycastle.asn1.ASN1UTF8String;
import org.bouncycastle.asn1.x500.AttributeTypeAndValue;
import org.bouncycastle.asn1.x500.RDN;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralSubtree;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/// Reads names strictly (RFC 5280 4.1.2.4, 4.2.1.6, 4.2.1.10). Throws `IllegalArgumentException`
/// with what is wrong.
final class StrictNames {
    private StrictNames() {}

    /// @param constraint whether it is a subtree's base, where an address has a mask
    static void check(GeneralName name, boolean constraint) {
        ASN1Encodable value = name.getName();
        switch (name.getTagNo()) {
            case GeneralName.dNSName -> ascii(value, "dNSName");
            case GeneralName.rfc822Name -> ascii(value, "rfc822Name");
            case GeneralName.uniformResourceIdentifier -> ascii(value, "URI");
            case GeneralName.iPAddress -> address(value, constraint);
            case GeneralName.directoryName -> checkName(X500Name.getInstance(value));
            default -> {
                // Its type is all that is asked of it.
            }
        }
    }

    private static void ascii(ASN1Encodable value, String what) {
        for (byte b : ASN1IA5String.getInstance(value).getOctets()) {
            if (b < 0) {
                throw bad(what + " is not in ASCII");
            }
        }
    }

    private static void address(ASN1Encodable value, boolean constraint) {
        byte[] octets = ASN1OctetString.getInstance(value).getOctets();
        int whole = constraint ? octets.length / 2 : octets.length;
        boolean even = !constraint || octets.length % 2 == 0;
        if (!even || (whole != 4 && whole != 16)) {
            throw bad("iPAddress of " + octets.length + " bytes");
        }
        if (constraint && !isPrefix(Arrays.copyOfRange(octets, whole, octets.length))) {
            throw bad("iPAddress with a mask that is no prefix");
        }
    }

    private static boolean isPrefix(byte[] mask) {
        boolean ended = false;
        for (byte b : mask) {
            for (int bit = 7; bit >= 0; bit--) {
                boolean set = (b >> bit & 1) == 1;
                if (set && ended) {
                    return false;
                }
                ended |= !set;
            }
        }
        return true;
    }

    /// A tagged list of subtrees, not empty, with neither minimum nor maximum.
    static void checkSubtrees(ASN1Encodable element) {
        var tagged = ASN1TaggedObject.getInstance(element);
        ASN1Sequence subtrees = ASN1Sequence.getInstance(tagged, false);
        if (tagged.getTagNo() > 1 || subtrees.size() == 0) {
            throw bad("nameConstraints has an empty list of subtrees");
        }
        for (ASN1Encodable e : subtrees) {
            var subtree = GeneralSubtree.getInstance(e);
            if (subtree.getMinimum().signum() != 0 || subtree.getMaximum() != null) {
                throw bad("nameConstraints has a minimum or a maximum");
            }
            check(subtree.getBase(), true);
        }
    }

    static void checkName(X500Name name) {
        for (RDN rdn : name.getRDNs()) {
            if (rdn.size() == 0) {
                throw bad("a name has an empty part");
            }
            for (AttributeTypeAndValue attribute : rdn.getTypesAndValues()) {
                checkValue(attribute.getValue());
            }
        }
    }

    private static void checkValue(ASN1Encodable value) {
        switch (value) {
            case ASN1PrintableString p when !isPrintable(p.getOctets()) ->
                    throw bad("a name's PrintableString holds what is not printable");
            case ASN1IA5String _ -> ascii(value, "a name's IA5String");
            case ASN1UTF8String u -> utf8(u);
            default -> {
                // Other types hold any byte.
            }
        }
    }

    /// X.680 41.4, and three characters that are in wide use beside it.
    private static boolean isPrintable(byte[] octets) {
        for (byte b : octets) {
            boolean alphanumeric =
                    (b >= '0' && b <= '9') || (b >= 'A' && b <= 'Z') || (b >= 'a' && b <= 'z');
            if (!alphanumeric && " '()+,-./:=?*@_".indexOf(b) < 0) {
                return false;
            }
        }
        return true;
    }

    private static void utf8(ASN1UTF8String text) {
        try {
            byte[] encoded = text.getEncoded();
            int header = encoded.length - contents(encoded);
            StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(encoded, header, encoded.length - header));
        } catch (CharacterCodingException e) {
            throw new IllegalArgumentException("a name's UTF8String is not UTF-8", e);
        } catch (IOException e) {
            throw new IllegalArgumentException("a name has no encoding", e);
        }
    }

    private static int contents(byte[] tlv) {
        int first = tlv[1] & 0xff;
        return first < 0x80 ? tlv.length - 2 : tlv.length - 2 - (first & 0x7f);
    }
}
