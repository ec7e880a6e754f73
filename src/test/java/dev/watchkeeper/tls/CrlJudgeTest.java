package dev.watchkeeper.tls;

import static dev.watchkeeper.tls.Forge.kinds;

import static org.assertj.core.api.Assertions.assertThat;

import dev.watchkeeper.tls.CertificateFault.Kind;
import dev.watchkeeper.tls.Forge.Made;
import dev.watchkeeper.tls.ForgedCrl.Entry;

import org.bouncycastle.asn1.ASN1Integer;
import org.bouncycastle.asn1.DERNull;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.CRLDistPoint;
import org.bouncycastle.asn1.x509.DistributionPoint;
import org.bouncycastle.asn1.x509.DistributionPointName;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.asn1.x509.IssuingDistributionPoint;
import org.bouncycastle.asn1.x509.KeyUsage;
import org.bouncycastle.asn1.x509.ReasonFlags;
import org.junit.jupiter.api.Test;

import java.util.List;
import java.util.stream.Stream;

/// Revocation by lists (RFC 5280 6.3): what they say, whether they may say it, and that silence is
/// no good news.
final class CrlJudgeTest {
    private static final String HOST = "docs.example";
    private static final Made ROOT = Forge.authority("List Root").self();
    private static final Made LEAF = Forge.server(HOST).by(ROOT);
    private static final Made MIDDLE = Forge.authority("List Middle").by(ROOT);

    @Test
    void withoutListsNothingIsChecked() {
        assertThat(judged().isAccepted(true)).isTrue();
    }

    @Test
    void aCertificateThatIsNotListedIsGoodAndOneThatIsIsRevoked() {
        assertThat(judged(ForgedCrl.of(ROOT)).isAccepted(true)).isTrue();
        Judgement revoked = judged(ForgedCrl.of(ROOT).revoking(LEAF, 1));
        assertThat(kinds(revoked)).containsExactly(Kind.REVOKED);
        assertThat(revoked.faults().getFirst().text())
                .isEqualTo(
                        "the leaf certificate was revoked on 2026-03-01 00:00:00 UTC: key"
                                + " compromise");
    }

    @Test
    void anIntermediateCanBeRevokedAndNeedsAListAsWell() {
        Made leaf = Forge.server(HOST).by(MIDDLE);
        var both = new ForgedCrl[] {ForgedCrl.of(ROOT), ForgedCrl.of(MIDDLE)};
        assertThat(judged(new Made[] {leaf, MIDDLE}, both).isAccepted(true)).isTrue();
        var upper = new ForgedCrl[] {ForgedCrl.of(ROOT).revoking(MIDDLE, 2), ForgedCrl.of(MIDDLE)};
        assertThat(kinds(judged(new Made[] {leaf, MIDDLE}, upper))).containsExactly(Kind.REVOKED);
        var only = new ForgedCrl[] {ForgedCrl.of(ROOT)};
        assertThat(kinds(judged(new Made[] {leaf, MIDDLE}, only)))
                .containsExactly(Kind.REVOCATION_UNKNOWN);
    }

    @Test
    void aListOfAnotherAuthorityTellsNothing() {
        Made other = Forge.authority("Other").self();
        assertUnknown(ForgedCrl.of(other).revoking(LEAF, 1));
        assertThat(
                        judged(ForgedCrl.of(ROOT), ForgedCrl.of(other).revoking(LEAF, 1))
                                .isAccepted(true))
                .isTrue();
    }

    @Test
    void aListThatSomebodyElseSignedTellsNothing() {
        assertUnknown(ForgedCrl.of(ROOT).signedBy(Forge.authority("List Root").self()));
    }

    @Test
    void aListThatIsTooOldOrOfTomorrowOrWithoutAnEndTellsNothing() {
        assertUnknown(ForgedCrl.of(ROOT).until(Forge.NOW.minusSeconds(1)));
        assertUnknown(ForgedCrl.of(ROOT).from(Forge.NOW.plusSeconds(1)));
        assertUnknown(ForgedCrl.of(ROOT).endless());
    }

    @Test
    void aCriticalExtensionOfAListOrAnEntryThatNobodyKnowsMakesItTellNothing() {
        assertUnknown(ForgedCrl.of(ROOT).with(Forge.UNKNOWN, true, DERNull.INSTANCE));
        assertUnknown(ForgedCrl.of(ROOT).with(Extension.cRLNumber, true, new ASN1Integer(1)));
        assertUnknown(ForgedCrl.of(ROOT).entry(Entry.of(LEAF, 1).critical(Forge.UNKNOWN)));
    }

    @Test
    void anEntryOfAnotherAuthorityInAListThatIsNotIndirectMakesItTellNothing() {
        Made other = Forge.authority("Other").self();
        assertUnknown(ForgedCrl.of(ROOT).entry(Entry.of(LEAF, 1).issuer(other)));
    }

    @Test
    void whoMayNotSignListsIsSaidSo() {
        Made root = Forge.authority("No Lists").usage(KeyUsage.keyCertSign).self();
        Made leaf = Forge.server(HOST).by(root);
        assertThat(
                        kinds(
                                Forge.judge(
                                        root.trusted(),
                                        HOST,
                                        Forge.NOW,
                                        List.of(ForgedCrl.of(root).der()),
                                        leaf)))
                .containsExactly(Kind.KEY_USAGE, Kind.REVOCATION_UNKNOWN);
    }

    @Test
    void whatIsNoListTellsNothing() {
        Judgement judgement =
                Forge.judge(ROOT.trusted(), HOST, Forge.NOW, List.of(new byte[] {0x30, 0}), LEAF);
        assertThat(kinds(judgement)).containsExactly(Kind.REVOCATION_UNKNOWN);
    }

    @Test
    void aDeltaAddsAndTakesAwayAndIsNothingAlone() {
        var base = ForgedCrl.of(ROOT).number(5);
        assertThat(kinds(judged(base, ForgedCrl.of(ROOT).delta(5, 6).revoking(LEAF, 1))))
                .containsExactly(Kind.REVOKED);
        var held = ForgedCrl.of(ROOT).number(5).revoking(LEAF, 6);
        assertThat(kinds(judged(held))).containsExactly(Kind.REVOKED);
        assertThat(judged(held, ForgedCrl.of(ROOT).delta(5, 6).revoking(LEAF, 8)).isAccepted(true))
                .isTrue();
        assertUnknown(ForgedCrl.of(ROOT).delta(5, 6));
        // Of a later base, or of an earlier time than it.
        assertThat(judged(base, ForgedCrl.of(ROOT).delta(6, 7).revoking(LEAF, 1)).isAccepted(true))
                .isTrue();
        assertThat(judged(base, ForgedCrl.of(ROOT).delta(4, 5).revoking(LEAF, 1)).isAccepted(true))
                .isTrue();
        var old = ForgedCrl.of(ROOT).number(5).until(Forge.NOW.minusSeconds(1));
        assertThat(judged(old, ForgedCrl.of(ROOT).delta(5, 6)).isAccepted(true)).isTrue();
    }

    @Test
    void aListForOthersTellsNothingOfThisOne() {
        assertUnknown(ForgedCrl.of(ROOT).scope(scope(null, false, true, null, false)));
        assertThat(
                        judged(ForgedCrl.of(ROOT).scope(scope(null, true, false, null, false)))
                                .isAccepted(true))
                .isTrue();
        assertUnknown(
                ForgedCrl.of(ROOT).scope(scope(point("CN=elsewhere"), false, false, null, false)));
        Made pointed =
                Forge.server(HOST)
                        .with(
                                Extension.cRLDistributionPoints,
                                false,
                                points(point("CN=here"), null, null))
                        .by(ROOT);
        var here = ForgedCrl.of(ROOT).scope(scope(point("CN=here"), false, false, null, false));
        assertThat(judged(new Made[] {pointed}, here).isAccepted(true)).isTrue();
        var there = ForgedCrl.of(ROOT).scope(scope(point("CN=there"), false, false, null, false));
        assertThat(kinds(judged(new Made[] {pointed}, there)))
                .containsExactly(Kind.REVOCATION_UNKNOWN);
    }

    @Test
    void listsOfSomeReasonsAreEnoughTogetherOnly() {
        var some = new ReasonFlags(ReasonFlags.keyCompromise | ReasonFlags.cACompromise);
        var others =
                new ReasonFlags(
                        ReasonFlags.affiliationChanged
                                | ReasonFlags.superseded
                                | ReasonFlags.cessationOfOperation
                                | ReasonFlags.certificateHold
                                | ReasonFlags.privilegeWithdrawn
                                | ReasonFlags.aACompromise);
        var first = ForgedCrl.of(ROOT).scope(scope(null, false, false, some, false));
        var second = ForgedCrl.of(ROOT).scope(scope(null, false, false, others, false));
        assertUnknown(first);
        assertThat(judged(first, second).isAccepted(true)).isTrue();
        assertThat(kinds(judged(first, second.revoking(LEAF, 4)))).containsExactly(Kind.REVOKED);
    }

    @Test
    void anIndirectListSpeaksForAnAuthorityThatNamesItsIssuer() {
        Made lister = Forge.authority("Lister").usage(KeyUsage.cRLSign).by(ROOT);
        Made leaf =
                Forge.server(HOST)
                        .with(
                                Extension.cRLDistributionPoints,
                                false,
                                points(null, null, "CN=Lister"))
                        .by(ROOT);
        var indirect = scope(null, false, false, null, true);
        var chain = new Made[] {leaf, lister};
        var good = ForgedCrl.of(lister).scope(indirect);
        var root = ForgedCrl.of(ROOT).scope(scope(null, false, true, null, false));
        var own = ForgedCrl.of(ROOT);
        assertThat(judged(chain, good, own).isAccepted(true)).isTrue();
        var bad = ForgedCrl.of(lister).scope(indirect).entry(Entry.of(leaf, 1).issuer(ROOT));
        assertThat(kinds(judged(chain, bad, own))).containsExactly(Kind.REVOKED);
        // The same serial number of the list's own issuer.
        var namesake = ForgedCrl.of(lister).scope(indirect).entry(Entry.of(leaf, 1));
        assertThat(judged(chain, namesake, own).isAccepted(true)).isTrue();
        assertThat(kinds(judged(chain, good, root))).isNotEmpty();
    }

    @Test
    void aSeparateKeyForListsIsBelievedWhenItLeadsToTheSameAnchorAndIsNotRevoked() {
        Made authority = Forge.authority("Split").usage(KeyUsage.keyCertSign).by(ROOT);
        Made lister = Forge.authority("Split").usage(KeyUsage.cRLSign).by(ROOT);
        Made leaf = Forge.server(HOST).by(authority);
        var chain = new Made[] {leaf, authority, lister};
        assertThat(judged(chain, ForgedCrl.of(lister), ForgedCrl.of(ROOT)).isAccepted(true))
                .isTrue();
        assertThat(
                        kinds(
                                judged(
                                        chain,
                                        ForgedCrl.of(lister),
                                        ForgedCrl.of(ROOT).revoking(lister, 1))))
                .contains(Kind.REVOCATION_UNKNOWN);
        Made impostor = Forge.authority("Split").usage(KeyUsage.cRLSign).self();
        assertThat(
                        kinds(
                                judged(
                                        new Made[] {leaf, authority, impostor},
                                        ForgedCrl.of(impostor),
                                        ForgedCrl.of(ROOT))))
                .contains(Kind.REVOCATION_UNKNOWN);
    }

    private static IssuingDistributionPoint scope(
            @org.jspecify.annotations.Nullable DistributionPointName name,
            boolean users,
            boolean authorities,
            @org.jspecify.annotations.Nullable ReasonFlags reasons,
            boolean indirect) {
        return new IssuingDistributionPoint(name, users, authorities, reasons, indirect, false);
    }

    private static DistributionPointName point(String name) {
        return new DistributionPointName(new GeneralNames(new GeneralName(new X500Name(name))));
    }

    private static CRLDistPoint points(
            @org.jspecify.annotations.Nullable DistributionPointName name,
            @org.jspecify.annotations.Nullable ReasonFlags reasons,
            @org.jspecify.annotations.Nullable String issuer) {
        var issuers =
                issuer == null ? null : new GeneralNames(new GeneralName(new X500Name(issuer)));
        return new CRLDistPoint(
                new DistributionPoint[] {new DistributionPoint(name, reasons, issuers)});
    }

    private static void assertUnknown(ForgedCrl crl) {
        assertThat(kinds(judged(crl))).containsExactly(Kind.REVOCATION_UNKNOWN);
    }

    private static Judgement judged(ForgedCrl... crls) {
        return judged(new Made[] {LEAF}, crls);
    }

    private static Judgement judged(Made[] chain, ForgedCrl... crls) {
        List<byte[]> ders = Stream.of(crls).map(ForgedCrl::der).toList();
        return Forge.judge(ROOT.trusted(), HOST, Forge.NOW, ders, chain);
    }
}
