package dev.watchkeeper.tls.starttls;

import org.bouncycastle.asn1.ASN1Encodable;
import org.bouncycastle.asn1.ASN1Enumerated;
import org.bouncycastle.asn1.ASN1Integer;
import org.bouncycastle.asn1.ASN1OctetString;
import org.bouncycastle.asn1.ASN1Sequence;
import org.bouncycastle.asn1.ASN1TaggedObject;
import org.bouncycastle.asn1.BERTags;
import org.bouncycastle.asn1.DEROctetString;
import org.bouncycastle.asn1.DERSequence;
import org.bouncycastle.asn1.DERTaggedObject;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;

/// LDAP (RFC 4511 4.14): the StartTLS extended operation.
record LdapPreface() implements Preface {
    private static final String START_TLS = "1.3.6.1.4.1.1466.20037";
    private static final int EXTENDED_REQUEST = 23;
    private static final int EXTENDED_RESPONSE = 24;
    private static final int SUCCESS = 0;
    private static final int PROTOCOL_ERROR = 2;

    @Override
    public void agree(PlainDialogue dialogue, String name) throws IOException {
        dialogue.say(request());
        dialogue.expect("0");
        byte[] message = message(dialogue);
        Result result = result(message);
        switch (result.code) {
            case SUCCESS -> {
                // TLS follows.
            }
            case PROTOCOL_ERROR -> throw PlainDialogue.notOffered("StartTLS", List.of(result.text));
            default ->
                    throw PlainDialogue.refused(
                            "StartTLS", "result " + result.code + " " + result.text);
        }
    }

    private static byte[] request() throws IOException {
        var name =
                new DERTaggedObject(
                        false,
                        0,
                        new DEROctetString(START_TLS.getBytes(StandardCharsets.US_ASCII)));
        var request =
                new DERTaggedObject(
                        false, BERTags.APPLICATION, EXTENDED_REQUEST, new DERSequence(name));
        return new DERSequence(new ASN1Encodable[] {new ASN1Integer(1), request}).getEncoded();
    }

    /// A SEQUENCE with a length in the definite form, which LDAP demands (RFC 4511 5.1).
    private static byte[] message(PlainDialogue dialogue) throws IOException {
        var bytes = new ByteArrayOutputStream();
        bytes.write(dialogue.next());
        int first = dialogue.next();
        bytes.write(first);
        int length = first;
        if (first >= 0x80) {
            byte[] more = dialogue.bytes(Math.min(first & 0x7f, 4));
            bytes.writeBytes(more);
            length = more.length == 0 ? -1 : new java.math.BigInteger(1, more).intValue();
        }
        if (length < 0 || length > PlainDialogue.LONGEST_LINE) {
            throw dialogue.garbage("an LDAP message of no sensible length");
        }
        bytes.writeBytes(dialogue.bytes(length));
        return bytes.toByteArray();
    }

    private static Result result(byte[] message) throws StrangeReplyException {
        try {
            ASN1Sequence parts = ASN1Sequence.getInstance(message);
            ASN1TaggedObject response = ASN1TaggedObject.getInstance(parts.getObjectAt(1));
            if (!response.hasTag(BERTags.APPLICATION, EXTENDED_RESPONSE)) {
                throw new StrangeReplyException(message);
            }
            ASN1Sequence body = (ASN1Sequence) response.getBaseUniversal(false, BERTags.SEQUENCE);
            int code = ASN1Enumerated.getInstance(body.getObjectAt(0)).intValueExact();
            byte[] text = ASN1OctetString.getInstance(body.getObjectAt(2)).getOctets();
            return new Result(code, new String(text, StandardCharsets.UTF_8));
        } catch (RuntimeException e) {
            // BouncyCastle throws what it likes on malformed fields.
            throw new StrangeReplyException(message);
        }
    }

    private record Result(int code, String text) {}
}
