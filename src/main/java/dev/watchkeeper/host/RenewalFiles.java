package dev.watchkeeper.host;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// What a host's files say of the renewal of certificates, not interpreted. Everything textual in
/// it is hostile, and made visible.
///
/// @param clock the host's own time and zone
/// @param files that were read, in part
/// @param certificates files with certificates in them
/// @param facts all other rows, in their order
/// @param notes what could not be read and why
/// @param complete whether the question came to its end; when not, what is missing is unknown
public record RenewalFiles(
        Clock clock,
        List<TextFile> files,
        List<CertificateFile> certificates,
        List<Fact> facts,
        List<String> notes,
        boolean complete) {
    public RenewalFiles {
        files = List.copyOf(files);
        certificates = List.copyOf(certificates);
        facts = List.copyOf(facts);
        notes = List.copyOf(notes);
    }

    public Stream<Fact> facts(String tag) {
        return facts.stream().filter(f -> f.tag().equals(tag));
    }

    public Stream<TextFile> files(String source) {
        return files.stream().filter(f -> f.source().equals(source));
    }

    /// The host's clock, and what its processes' start times count from.
    ///
    /// @param zone empty where it could not be told
    /// @param ticks a second
    public record Clock(Instant now, Duration uptime, long ticks, Optional<ZoneId> zone) {
        /// When a process began, by the start time in its stat.
        public Instant started(long startTicks) {
            return now.minus(uptime).plusMillis(startTicks * 1_000 / ticks);
        }
    }

    /// A file that was read.
    ///
    /// @param source what was looking for it, such as `certbot` or `nginx`
    /// @param changed empty where that was not to be seen
    /// @param lines those that matter
    public record TextFile(
            String source, String path, Optional<Instant> changed, long size, List<Line> lines) {
        public TextFile {
            lines = List.copyOf(lines);
        }
    }

    /// @param number from 1, of what was read of the file
    public record Line(int number, String text) {}

    /// A file with certificates.
    ///
    /// @param path as it is named
    /// @param real where the links of that path lead
    /// @param encoded each certificate in Base64; nothing else of the file was read
    public record CertificateFile(
            String path, String real, Optional<Instant> changed, long size, List<String> encoded) {
        public CertificateFile {
            encoded = List.copyOf(encoded);
        }
    }

    /// A row with its fields ([RenewalFormat]).
    public record Fact(String tag, List<String> fields) {
        public Fact {
            fields = List.copyOf(fields);
        }

        /// A field, or nothing where there are not so many.
        public String field(int index) {
            return index < fields.size() ? fields.get(index) : "";
        }

        /// A field that is a number; 0 where it is none.
        public long number(int index) {
            String field = field(index);
            return field.matches("[0-9]{1,15}") ? Long.parseLong(field) : 0;
        }
    }
}
