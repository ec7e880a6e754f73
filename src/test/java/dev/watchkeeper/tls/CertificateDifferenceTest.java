package dev.watchkeeper.tls;

import static org.assertj.core.api.Assertions.assertThat;

import dev.watchkeeper.tls.CertificateDifference.Side;
import dev.watchkeeper.tls.CertificateDifference.Verdict;
import dev.watchkeeper.tls.ServedCertificate.Parsed;
import dev.watchkeeper.tls.TestCertificates.Issued;

import org.bouncycastle.asn1.x509.KeyPurposeId;
import org.junit.jupiter.api.Test;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// Certificates before and after a renewal.
final class CertificateDifferenceTest {
    private static final Issued ROOT = TestCertificates.root("Root");
    private static final Issued MIDDLE = ROOT.issue(TestCertificates.authority("Middle"));
    private static final Issued OTHER = ROOT.issue(TestCertificates.authority("Other"));

    private final Issued before =
            MIDDLE.issue(
                    TestCertificates.server("a.example", "b.example", "192.0.2.1")
                            .purpose(KeyPurposeId.id_kp_serverAuth));

    @Test
    void aCertificateIsTheSameAsItself() {
        var same = between(before, before);
        assertThat(same.same()).isTrue();
        assertThat(same.fields()).allMatch(f -> f.verdict() == Verdict.SAME);
        assertThat(same.lostNames()).isEmpty();
    }

    @Test
    void anOrdinaryRenewalChangesNothingOfSubstance() {
        Issued after =
                MIDDLE.issue(
                        TestCertificates.server("b.example", "a.example", "192.0.2.1")
                                .purpose(KeyPurposeId.id_kp_serverAuth));
        var difference = between(before, after);
        assertThat(difference.same()).isFalse();
        assertThat(verdict(difference, CertificateField.SERIAL_NUMBER))
                .isEqualTo(Verdict.DIFFERENT);
        assertThat(verdict(difference, CertificateField.PUBLIC_KEY)).isEqualTo(Verdict.DIFFERENT);
        assertThat(difference.ofSubstance())
                .extracting(CertificateDifference.Field::field)
                .containsExactly(CertificateField.SUBJECT);
    }

    @Test
    void aRenewalByAnotherIssuerForFewerNamesIsToldFieldByField() {
        Issued after =
                OTHER.issue(
                        TestCertificates.server("a.example", "c.example")
                                .keys(TestCertificates.rsa(2048))
                                .purpose(KeyPurposeId.id_kp_clientAuth));
        var difference = between(before, after);
        assertThat(difference.lostNames()).containsExactly("DNS:b.example", "IP:192.0.2.1");
        assertThat(difference.addedNames()).containsExactly("DNS:c.example");
        assertThat(difference.ofSubstance())
                .extracting(CertificateDifference.Field::field)
                .containsExactly(
                        CertificateField.ISSUER,
                        CertificateField.KEY,
                        CertificateField.NAMES,
                        CertificateField.PURPOSES,
                        CertificateField.CHAIN);
        assertThat(difference.fields())
                .filteredOn(f -> f.field() == CertificateField.PURPOSES)
                .allMatch(f -> f.left().equals("serverAuth") && f.right().equals("clientAuth"));
    }

    @Test
    void aNameThatAWildcardTakesOverIsNotLost() {
        Parsed old =
                parsed(MIDDLE.issue(TestCertificates.server("www.a.example", "x.y.a.example")));
        Parsed wild = parsed(MIDDLE.issue(TestCertificates.server("*.A.example")));
        assertThat(CertificateDifference.lost(old, wild)).containsExactly("DNS:x.y.a.example");
        assertThat(CertificateDifference.lost(wild, old)).containsExactly("DNS:*.A.example");
    }

    @Test
    void aLeafAloneInAFileSaysNothingOfItsChain() {
        Issued alone = before.sending(before.certificate());
        var difference =
                CertificateDifference.between(
                        Side.stored(chain(alone)), Side.served(chain(before)));
        assertThat(verdict(difference, CertificateField.CHAIN)).isEqualTo(Verdict.UNKNOWN);
        assertThat(difference.same()).isTrue();
        var served =
                CertificateDifference.between(
                        Side.served(chain(alone)), Side.served(chain(before)));
        assertThat(verdict(served, CertificateField.CHAIN)).isEqualTo(Verdict.DIFFERENT);
    }

    @Test
    void everyFieldOfARichOneIsRead() {
        var rich = StoredCertificates.parse(CertificateTextTest.richPem());
        var difference = CertificateDifference.between(Side.served(rich), Side.served(rich));
        assertThat(value(difference, CertificateField.TIMESTAMPS)).isEqualTo("2");
        assertThat(value(difference, CertificateField.MUST_STAPLE)).isEqualTo("demanded");
        assertThat(value(difference, CertificateField.RESPONDERS))
                .isEqualTo("http://ocsp.rich.example");
        assertThat(value(difference, CertificateField.LISTS))
                .isEqualTo("http://rich.example/a.crl, http://rich.example/b.crl");
        assertThat(value(difference, CertificateField.POLICIES))
                .isEqualTo("1.3.6.1.4.1.99999.1, 2.23.140.1.2.1");
        assertThat(value(difference, CertificateField.KEY_USAGE))
                .isEqualTo("cRLSign, digitalSignature, keyCertSign");
    }

    // fault 12
    @Test
    void whatIsBrokenIsUnknownAndNeverTheSameAsSomethingElse() {
        byte[] der = before.der();
        var whole = Side.served(List.of(new CertificateReader().read(Der.of(der))));
        for (int at = 0; at < der.length; at++) {
            byte[] broken = der.clone();
            broken[at] ^= (byte) 0x80;
            var other = Side.served(List.of(new CertificateReader().read(Der.of(broken))));
            assertThat(CertificateDifference.between(whole, other).same()).isFalse();
        }
        var cut = new CertificateReader().read(Der.of(Arrays.copyOf(der, 100)));
        var difference = CertificateDifference.between(whole, Side.served(List.of(cut)));
        assertThat(verdict(difference, CertificateField.ISSUER)).isEqualTo(Verdict.UNKNOWN);
    }

    private static CertificateDifference between(Issued left, Issued right) {
        return CertificateDifference.between(Side.served(chain(left)), Side.served(chain(right)));
    }

    private static List<ServedCertificate> chain(Issued issued) {
        var chain = new ArrayList<ServedCertificate>();
        issued.ders().forEach(d -> chain.add(new CertificateReader().read(Der.of(d))));
        return chain;
    }

    private static Parsed parsed(Issued issued) {
        return (Parsed) chain(issued).getFirst();
    }

    private static Verdict verdict(CertificateDifference d, CertificateField field) {
        return field(d, field).verdict();
    }

    private static String value(CertificateDifference d, CertificateField field) {
        return field(d, field).left();
    }

    private static CertificateDifference.Field field(
            CertificateDifference d, CertificateField field) {
        return d.fields().stream().filter(f -> f.field() == field).findFirst().orElseThrow();
    }
}
