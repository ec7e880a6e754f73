package dev.watchkeeper.tls;

import org.xbill.DNS.Record;

import java.util.List;

/// What came of asking for the records of one kind at one name.
sealed interface DnsAnswer {
    /// At least one.
    record Found(List<Record> records, Trust trust) implements DnsAnswer {
        public Found {
            records = List.copyOf(records);
        }
    }

    /// The name has none, or does not exist.
    record Absent(Trust trust) implements DnsAnswer {}

    /// Nobody said. Never the same as none.
    ///
    /// @param why one clause for a person, free of control characters
    record Unknown(String why) implements DnsAnswer {}

    /// What a resolver vouches for.
    ///
    /// @param validated whether it says that DNSSEC proves the answer (the AD bit, RFC 4035 3.2.3)
    /// @param server its address
    record Trust(boolean validated, String server) {
        String words() {
            return validated ? "validated by the resolver " + server : "not validated";
        }
    }
}
