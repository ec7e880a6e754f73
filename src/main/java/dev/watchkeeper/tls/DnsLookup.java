package dev.watchkeeper.tls;

import org.xbill.DNS.CNAMERecord;
import org.xbill.DNS.DClass;
import org.xbill.DNS.Flags;
import org.xbill.DNS.Message;
import org.xbill.DNS.Name;
import org.xbill.DNS.Rcode;
import org.xbill.DNS.Record;
import org.xbill.DNS.Section;
import org.xbill.DNS.SimpleResolver;

import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/// Asks name servers, one after the other and again, until a deadline. An answer is at most 64 KiB,
/// and of it only what the question leads to counts.
final class DnsLookup {
    /// What passes everywhere in one piece.
    private static final int PAYLOAD = 1232;

    private static final int ROUNDS = 2;
    private static final int MOST_ALIASES = 16;
    private static final int MOST_RECORDS = 50;

    private final List<InetSocketAddress> servers;
    private final Deadline deadline;

    DnsLookup(NameServers servers, Deadline deadline) {
        this.servers = servers.list();
        this.deadline = deadline;
    }

    /// @param type of [org.xbill.DNS.Type]
    DnsAnswer ask(Name name, int type) {
        DnsAnswer last = new DnsAnswer.Unknown("there is no name server to ask");
        int left = servers.size() * ROUNDS;
        for (int round = 0; round < ROUNDS; round++) {
            for (InetSocketAddress server : servers) {
                // Each gets its part, so that a silent one leaves time for the next.
                Duration part = Duration.ofNanos(Math.max(0, deadline.remainingNanos() / left--));
                last = ask(server, name, type, part);
                if (!(last instanceof DnsAnswer.Unknown) || deadline.passed()) {
                    return last;
                }
            }
        }
        return last;
    }

    private static DnsAnswer ask(InetSocketAddress server, Name name, int type, Duration part) {
        String who = server.getAddress().getHostAddress();
        try {
            Message query = Message.newQuery(Record.newRecord(name, type, DClass.IN));
            // RFC 6840 5.7: the wish to be told what was validated.
            query.getHeader().setFlag(Flags.AD);
            Deadline limit = Deadline.in(part);
            Message answer = send(server, query, limit, true);
            if (answer.getRcode() == Rcode.FORMERR || answer.getRcode() == Rcode.NOTIMP) {
                // One from before EDNS (RFC 6891 7).
                answer = send(server, query, limit, false);
            }
            return read(answer, name, type, who);
        } catch (TimeoutException _) {
            return new DnsAnswer.Unknown("the name server " + who + " did not answer in time");
        } catch (ExecutionException e) {
            return new DnsAnswer.Unknown(
                    "the name server %s could not be asked: %s"
                            .formatted(
                                    who,
                                    e.getCause() instanceof Exception x
                                            ? CertificateReader.reason(x)
                                            : "its answer cannot be read"));
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            return new DnsAnswer.Unknown("cancelled");
        } catch (RuntimeException e) {
            return new DnsAnswer.Unknown(
                    "the answer of %s cannot be read: %s"
                            .formatted(who, CertificateReader.reason(e)));
        }
    }

    private static Message send(
            InetSocketAddress server, Message query, Deadline limit, boolean extended)
            throws InterruptedException, ExecutionException, TimeoutException {
        long nanos = Math.max(1_000_000, limit.remainingNanos());
        var resolver = new SimpleResolver(server);
        resolver.setTimeout(Duration.ofNanos(nanos));
        if (extended) {
            resolver.setEDNS(0, PAYLOAD, 0, List.of());
        } else {
            resolver.setEDNS(-1);
        }
        CompletableFuture<Message> answer = resolver.sendAsync(query).toCompletableFuture();
        try {
            return answer.get(nanos, TimeUnit.NANOSECONDS);
        } finally {
            answer.cancel(true);
        }
    }

    private static DnsAnswer read(Message answer, Name name, int type, String who) {
        int code = answer.getRcode();
        if (code != Rcode.NOERROR && code != Rcode.NXDOMAIN) {
            return new DnsAnswer.Unknown(
                    "the name server %s answered with %s".formatted(who, Rcode.string(code)));
        }
        if (answer.getHeader().getFlag(Flags.TC)) {
            return new DnsAnswer.Unknown("the answer of " + who + " was cut off");
        }
        var trust = new DnsAnswer.Trust(answer.getHeader().getFlag(Flags.AD), who);
        List<Record> all = answer.getSection(Section.ANSWER);
        Optional<Name> at = Optional.of(name);
        for (int hop = 0; hop < MOST_ALIASES && at.isPresent(); hop++) {
            Name here = at.get();
            List<Record> found = all.stream().filter(r -> isOf(r, here, type)).toList();
            if (!found.isEmpty()) {
                return new DnsAnswer.Found(found.stream().limit(MOST_RECORDS).toList(), trust);
            }
            at = alias(all, here);
        }
        return new DnsAnswer.Absent(trust);
    }

    private static boolean isOf(Record record, Name name, int type) {
        return record.getType() == type
                && record.getDClass() == DClass.IN
                && record.getName().equals(name);
    }

    private static Optional<Name> alias(List<Record> all, Name name) {
        return all.stream()
                .filter(r -> r instanceof CNAMERecord && r.getName().equals(name))
                .map(r -> ((CNAMERecord) r).getTarget())
                .findFirst();
    }
}
