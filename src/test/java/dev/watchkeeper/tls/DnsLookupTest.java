package dev.watchkeeper.tls;

import static org.assertj.core.api.Assertions.assertThat;

import dev.watchkeeper.Slack;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.xbill.DNS.CAARecord;
import org.xbill.DNS.CNAMERecord;
import org.xbill.DNS.DClass;
import org.xbill.DNS.Flags;
import org.xbill.DNS.Message;
import org.xbill.DNS.Name;
import org.xbill.DNS.Rcode;
import org.xbill.DNS.Section;
import org.xbill.DNS.Type;

import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketException;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;

/// Name servers that answer, fail, lie, cut and are silent.
@Timeout(60)
final class DnsLookupTest {
    private static final Duration LIMIT = Duration.ofSeconds(2);
    private static final Name NAME = Name.fromConstantString("www.example.org.");
    private static final Name OTHER = Name.fromConstantString("other.example.net.");
    private static final CAARecord CAA = caa(NAME, "letsencrypt.org");

    private static CAARecord caa(Name name, String value) {
        return new CAARecord(name, DClass.IN, 60, 0, "issue", value);
    }

    @Test
    void recordsAreFoundAndWhoProvesThemIsTold() {
        try (var server = TestNameServer.having(true, CAA)) {
            var found = (DnsAnswer.Found) ask(server);
            assertThat(found.records()).containsExactly(CAA);
            assertThat(found.trust().words()).isEqualTo("validated by the resolver 127.0.0.1");
        }
        try (var server = TestNameServer.having(false, CAA)) {
            var found = (DnsAnswer.Found) ask(server);
            assertThat(found.trust().words()).isEqualTo("not validated");
        }
    }

    @Test
    void aNameThatDoesNotExistHasNone() {
        try (var server = TestNameServer.having(false)) {
            assertThat(ask(server)).isInstanceOf(DnsAnswer.Absent.class);
        }
    }

    @Test
    void aServerThatFailsIsUnknownAndNotNone() {
        try (var server =
                TestNameServer.answering(
                        (q, _) -> TestNameServer.empty(q, Rcode.SERVFAIL).toWire())) {
            assertThat(unknown(server))
                    .isEqualTo("the name server 127.0.0.1 answered with SERVFAIL");
        }
    }

    @Test
    void aSilentServerIsUnknownAtTheLimitAndTheNextOneIsAsked() {
        try (var slack = Slack.measured();
                var silent = TestNameServer.answering((_, _) -> new byte[0]);
                var good = TestNameServer.having(false, CAA)) {
            Deadline begin = Deadline.in(LIMIT);
            assertThat(unknown(silent)).contains("did not answer in time");
            assertThat(begin.took()).isBetween(LIMIT.minusMillis(50), LIMIT.plus(slack.allowed()));
            var both = NameServers.of(silent.address(), good.address());
            assertThat(new DnsLookup(both, Deadline.in(LIMIT)).ask(NAME, Type.CAA))
                    .isInstanceOf(DnsAnswer.Found.class);
        }
    }

    @Test
    void aLostQuestionIsAskedAgain() {
        try (var server =
                TestNameServer.answering(
                        new TestNameServer.Answering() {
                            private boolean second;

                            @Override
                            public byte[] to(Message query, boolean tcp) {
                                byte[] reply = TestNameServer.reply(query, false, CAA).toWire();
                                boolean lost = !second;
                                second = true;
                                return lost ? new byte[0] : reply;
                            }
                        })) {
            assertThat(ask(server)).isInstanceOf(DnsAnswer.Found.class);
        }
    }

    @Test
    void whereNobodyListensItIsUnknown() throws SocketException {
        int port;
        try (var free = new DatagramSocket(0, InetAddress.ofLiteral("127.0.0.1"))) {
            port = free.getLocalPort();
        }
        var nobody =
                NameServers.of(new InetSocketAddress(InetAddress.ofLiteral("127.0.0.1"), port));
        assertThat(new DnsLookup(nobody, Deadline.in(LIMIT)).ask(NAME, Type.CAA))
                .isInstanceOf(DnsAnswer.Unknown.class);
        assertThat(new DnsLookup(NameServers.none(), Deadline.in(LIMIT)).ask(NAME, Type.CAA))
                .isEqualTo(new DnsAnswer.Unknown("there is no name server to ask"));
    }

    @Test
    void whatIsCutOffIsAskedForOverTcp() {
        try (var server = TestNameServer.answering(DnsLookupTest::cutUnlessTcp)) {
            assertThat(ask(server)).isInstanceOf(DnsAnswer.Found.class);
            assertThat(server.asked())
                    .containsExactly("www.example.org. CAA", "www.example.org. CAA tcp");
        }
    }

    private static byte[] cutUnlessTcp(Message query, boolean tcp) {
        Message reply = TestNameServer.reply(query, false, CAA);
        if (!tcp) {
            reply.removeAllRecords(Section.ANSWER);
            reply.getHeader().setFlag(Flags.TC);
        }
        return reply.toWire();
    }

    @Test
    void anOldServerIsAskedWithoutExtensions() {
        try (var server =
                TestNameServer.answering((q, _) ->
                        (q.getOPT() == null
                                        ? TestNameServer.reply(q, false, CAA)
                                        : TestNameServer.empty(q, Rcode.FORMERR))
                                .toWire())) {
            assertThat(ask(server)).isInstanceOf(DnsAnswer.Found.class);
        }
    }

    @Test
    void anAliasIsFollowedAndACircleEnds() {
        var alias = new CNAMERecord(NAME, DClass.IN, 60, OTHER);
        CAARecord there = caa(OTHER, "pki.goog");
        try (var server = always(alias, there)) {
            assertThat(((DnsAnswer.Found) ask(server)).records()).containsExactly(there);
        }
        try (var server = always(alias, new CNAMERecord(OTHER, DClass.IN, 60, NAME))) {
            assertThat(ask(server)).isInstanceOf(DnsAnswer.Absent.class);
        }
    }

    @Test
    void whatNobodyAskedForDoesNotCount() {
        try (var server = always(caa(OTHER, "evil.example"))) {
            assertThat(ask(server)).isInstanceOf(DnsAnswer.Absent.class);
        }
    }

    @Test
    void anAnswerThatCannotBeReadIsUnknown() {
        for (int length : new int[] {1, 12, 20, 40, 60}) {
            try (var server =
                    TestNameServer.answering((q, _) ->
                            Arrays.copyOf(TestNameServer.reply(q, false, CAA).toWire(), length))) {
                assertThat(ask(server))
                        .as("%d bytes", length)
                        .isInstanceOf(DnsAnswer.Unknown.class);
            }
        }
    }

    @Test
    void anAnswerToAnotherQuestionIsUnknown() {
        try (var server =
                TestNameServer.answering((q, _) -> {
                    Message other = TestNameServer.reply(q, true, CAA);
                    other.getHeader().setID(q.getHeader().getID() ^ 1);
                    return other.toWire();
                })) {
            assertThat(ask(server)).isInstanceOf(DnsAnswer.Unknown.class);
        }
    }

    @Test
    void thePropertyTakesAddressesWithAndWithoutPorts() {
        assertThat(NameServers.parse("127.0.0.1, 192.0.2.1:5353,[::1]:54,2001:db8::1,nonsense,"))
                .containsExactly(
                        new InetSocketAddress(InetAddress.ofLiteral("127.0.0.1"), 53),
                        new InetSocketAddress(InetAddress.ofLiteral("192.0.2.1"), 5353),
                        new InetSocketAddress(InetAddress.ofLiteral("::1"), 54),
                        new InetSocketAddress(InetAddress.ofLiteral("2001:db8::1"), 53));
        assertThat(NameServers.parse("none")).isEqualTo(List.of());
    }

    private static TestNameServer always(org.xbill.DNS.Record... records) {
        return TestNameServer.answering((q, _) -> {
            Message reply = TestNameServer.empty(q, Rcode.NOERROR);
            for (org.xbill.DNS.Record r : records) {
                reply.addRecord(r, Section.ANSWER);
            }
            return reply.toWire();
        });
    }

    private static String unknown(TestNameServer server) {
        return ((DnsAnswer.Unknown) ask(server)).why();
    }

    private static DnsAnswer ask(TestNameServer server) {
        return new DnsLookup(server.servers(), Deadline.in(LIMIT)).ask(NAME, Type.CAA);
    }
}
