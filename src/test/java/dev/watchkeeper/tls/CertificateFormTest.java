package dev.watchkeeper.tls;

import static org.assertj.core.api.Assertions.assertThat;

import dev.watchkeeper.tls.CertificateFault.Kind;
import dev.watchkeeper.tls.Forge.Made;

import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.x509.Extension;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;

/// Broken encodings, each of which a lenient parser takes or chokes on: all are a fault of the
/// certificate, and none escapes as an exception.
@Timeout(60)
final class CertificateFormTest {
    private static final String HOST = "docs.example";
    private static final Made ROOT = Forge.authority("Form Root").self();
    private static final Made LEAF = Forge.server(HOST).by(ROOT);

    @Test
    void aWellFormedOneHasNoFlaw() {
        assertThat(broken(LEAF.der())).isFalse();
    }

    @Test
    void everyTruncationIsBroken() {
        for (int length = 0; length < LEAF.der().length; length += 7) {
            assertThat(broken(Arrays.copyOf(LEAF.der(), length))).as("%d", length).isTrue();
        }
    }

    @Test
    void bytesAfterTheEndAreBroken() {
        assertThat(broken(Arrays.copyOf(LEAF.der(), LEAF.der().length + 1))).isTrue();
    }

    @ParameterizedTest
    @CsvSource({
        "260101000000Z, 260230000000Z",
        "260101000000Z, 26010100000+Z",
        "261231235959Z, 261231245959Z"
    })
    void aDateThatNoCalendarHasIsBroken(String from, String to) {
        assertThat(broken(replaced(LEAF.der(), from, to))).isTrue();
    }

    @ParameterizedTest
    @CsvSource({
        "30847fffffff",
        "3084ffffffff",
        "3080",
        "30820100",
        "30ff",
        "3000",
        "0500",
        "1f",
        "''"
    })
    void lengthsThatLieAreBroken(String hex) {
        assertThat(broken(HexFormat.of().parseHex(hex))).isTrue();
    }

    @Test
    void aLengthThatIsLongerThanItNeedBeIsBroken() {
        byte[] der = LEAF.der();
        byte[] longer = new byte[der.length + 1];
        longer[0] = der[0];
        longer[1] = (byte) 0x83;
        System.arraycopy(der, 2, longer, 3, der.length - 2);
        assertThat(broken(longer)).isTrue();
    }

    @Test
    void indefiniteLengthIsBroken() {
        byte[] der = LEAF.der();
        byte[] indefinite = new byte[der.length];
        indefinite[0] = 0x30;
        indefinite[1] = (byte) 0x80;
        System.arraycopy(der, 4, indefinite, 2, der.length - 4);
        assertThat(broken(indefinite)).isTrue();
    }

    @Test
    void deepNestingIsBroken() {
        var deep = new ByteArrayOutputStream();
        for (int i = 0; i < 200_000; i++) {
            deep.writeBytes(new byte[] {0x30, (byte) 0x80});
        }
        assertThat(broken(deep.toByteArray())).isTrue();
        byte[] value = nested(20_000);
        for (ASN1ObjectIdentifier oid :
                List.of(
                        Extension.subjectAlternativeName,
                        Extension.nameConstraints,
                        Extension.basicConstraints,
                        Extension.authorityInfoAccess)) {
            assertThat(broken(Forge.server(HOST).raw(oid, false, value).by(ROOT).der())).isTrue();
        }
    }

    private static byte[] nested(int depth) {
        byte[] inner = {};
        var heads = new java.util.ArrayDeque<byte[]>();
        int length = 0;
        for (int i = 0; i < depth; i++) {
            byte[] head =
                    length < 0x80
                            ? new byte[] {0x30, (byte) length}
                            : new byte[] {
                                0x30,
                                (byte) 0x83,
                                (byte) (length >> 16),
                                (byte) (length >> 8),
                                (byte) length
                            };
            heads.push(head);
            length += head.length;
        }
        var out = new ByteArrayOutputStream();
        heads.forEach(out::writeBytes);
        out.writeBytes(inner);
        return out.toByteArray();
    }

    @ParameterizedTest
    @CsvSource({
        "2.5.29.19, 30030101ff00",
        "2.5.29.19, 30060101ff0201ff",
        "2.5.29.19, 30070101ff02020100",
        "2.5.29.19, 0500",
        "2.5.29.15, 030100",
        "2.5.29.15, 0400",
        "2.5.29.17, 3000",
        "2.5.29.17, 30038201ff",
        "2.5.29.17, 3005870301020300",
        "2.5.29.17, 30058703010203",
        "2.5.29.17, 646f6373",
        "2.5.29.30, 3000",
        "2.5.29.30, 3004a000a100",
        "2.5.29.30, 300aa0083006870401020304",
        "2.5.29.30, 300ea00c300a870801020304ff00ff00",
        "2.5.29.14, 3000",
        "2.5.29.35, 0400",
        "2.5.29.36, 3000",
        "2.5.29.32, 3000",
        "2.5.29.32, 300430020500",
        "2.5.29.37, 30020500",
        "1.3.6.1.5.5.7.1.1, 3000",
    })
    void aBrokenExtensionIsBroken(String oid, String hex) {
        byte[] value = HexFormat.of().parseHex(hex);
        var id = new ASN1ObjectIdentifier(oid);
        assertThat(broken(Forge.server(HOST).raw(id, false, value).by(ROOT).der())).isTrue();
    }

    @Test
    void aBrokenIntermediateIsNoIssuerAndABrokenOneBesideThePathHarmsNobody() {
        Made middle =
                Forge.authority("M")
                        .raw(Extension.nameConstraints, true, new byte[] {0x30, 0})
                        .by(ROOT);
        Made leaf = Forge.server(HOST).by(middle);
        assertThat(Forge.judge(ROOT.trusted(), HOST, leaf, middle).has(Kind.UNPARSEABLE)).isTrue();
        assertThat(Forge.judge(ROOT.trusted(), HOST, LEAF, middle).isAccepted(true)).isTrue();
        var junk = List.of(LEAF.der(), new byte[] {0x30, 3, 1, 2, 3});
        assertThat(
                        new ChainJudge(ROOT.trusted())
                                .judge(junk, HOST, Forge.NOW)
                                .judgement()
                                .isAccepted(true))
                .isTrue();
    }

    /// A bit that is flipped is told, whichever it is: at the least the signature does not fit.
    @Test
    void noFlippedBitIsAccepted() {
        byte[] der = LEAF.der();
        var random = new Random(7);
        for (int i = 0; i < 600; i++) {
            byte[] flipped = der.clone();
            int bit = random.nextInt(der.length * 8);
            flipped[bit / 8] ^= (byte) (1 << bit % 8);
            assertThat(judge(flipped).isAccepted(true)).as("bit %d", bit).isFalse();
        }
    }

    private static byte[] replaced(byte[] der, String from, String to) {
        String text = new String(der, StandardCharsets.ISO_8859_1);
        assertThat(text).contains(from);
        return text.replace(from, to).getBytes(StandardCharsets.ISO_8859_1);
    }

    private static boolean broken(byte[] der) {
        Judgement judgement = judge(der);
        return judgement.has(Kind.UNPARSEABLE) && !judgement.isAccepted(true);
    }

    private static Judgement judge(byte[] der) {
        return new ChainJudge(ROOT.trusted()).judge(List.of(der), HOST, Forge.NOW).judgement();
    }
}
