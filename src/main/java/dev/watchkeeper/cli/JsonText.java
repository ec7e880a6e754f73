package dev.watchkeeper.cli;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import com.fasterxml.jackson.annotation.JsonValue;

import dev.watchkeeper.automation.AutomationObservation;
import dev.watchkeeper.automation.Limit;
import dev.watchkeeper.automation.Lineage;
import dev.watchkeeper.automation.Missed;
import dev.watchkeeper.automation.Moment;
import dev.watchkeeper.automation.Outcome;
import dev.watchkeeper.automation.RenewalClient;
import dev.watchkeeper.automation.RenewalLock;
import dev.watchkeeper.automation.ServerUse;
import dev.watchkeeper.finding.Finding;
import dev.watchkeeper.finding.FindingKey;
import dev.watchkeeper.host.HostObservation;
import dev.watchkeeper.host.HostSnapshot;
import dev.watchkeeper.host.Mount;
import dev.watchkeeper.inventory.Host;
import dev.watchkeeper.inventory.Supervision;
import dev.watchkeeper.inventory.TlsEndpoint;
import dev.watchkeeper.supervision.SupervisionObservation;
import dev.watchkeeper.tls.DepthObservation;
import dev.watchkeeper.tls.RenewalRule;
import dev.watchkeeper.tls.ServedCertificate;
import dev.watchkeeper.tls.TlsObservation;

import tools.jackson.core.StreamWriteFeature;
import tools.jackson.core.json.JsonWriteFeature;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.cfg.DateTimeFeature;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.module.SimpleModule;

import java.io.Writer;

/// The JSON that commands print: records by their names, durations and times in ISO 8601, sealed
/// types with their name in `type`, endpoints and hosts as their names. Everything outside of ASCII
/// is escaped, so that hostile text stays what it is and moves nothing on a screen.
final class JsonText {
    static final String SCHEMA = "watchkeeper/1";

    private final JsonMapper mapper =
            JsonMapper.builder()
                    .addMixIn(TlsObservation.class, Typed.class)
                    .addMixIn(DepthObservation.class, Typed.class)
                    .addMixIn(HostObservation.class, Typed.class)
                    .addMixIn(ServedCertificate.class, Typed.class)
                    .addMixIn(Mount.Answer.class, Typed.class)
                    .addMixIn(Finding.class, Typed.class)
                    .addMixIn(Moment.class, Typed.class)
                    .addMixIn(Missed.class, Typed.class)
                    .addMixIn(Limit.class, Typed.class)
                    .addMixIn(Outcome.class, Typed.class)
                    .addMixIn(AutomationObservation.class, Typed.class)
                    .addMixIn(SupervisionObservation.class, Typed.class)
                    .addMixIn(Supervision.class, ByName.class)
                    .addMixIn(RenewalClient.class, Typed.class)
                    .addMixIn(RenewalLock.class, Typed.class)
                    .addMixIn(RenewalRule.class, Typed.class)
                    .addMixIn(Lineage.Link.class, Typed.class)
                    .addMixIn(ServerUse.Source.class, Typed.class)
                    .addMixIn(HostSnapshot.class, WithoutTimetable.class)
                    .addMixIn(FindingKey.class, ByValue.class)
                    .addMixIn(TlsEndpoint.class, ById.class)
                    .addMixIn(Host.class, ByName.class)
                    .addModule(new SimpleModule().addSerializer(new SerialNumbers()))
                    .disable(DateTimeFeature.WRITE_DATES_AS_TIMESTAMPS)
                    .disable(DateTimeFeature.WRITE_DURATIONS_AS_TIMESTAMPS)
                    .enable(JsonWriteFeature.ESCAPE_NON_ASCII)
                    .enable(SerializationFeature.INDENT_OUTPUT)
                    .build();

    String of(Object value) {
        return mapper.writeValueAsString(value);
    }

    /// Writes without making one text of it all: ten thousand endpoints are tens of megabytes.
    void write(Object value, Writer out) {
        mapper.writer().without(StreamWriteFeature.AUTO_CLOSE_TARGET).writeValue(out, value);
    }

    @JsonTypeInfo(use = JsonTypeInfo.Id.SIMPLE_NAME, property = "type")
    private interface Typed {}

    /// Crontabs hold secrets, and what is in them is said as schedules.
    @JsonIgnoreProperties("timetable")
    private interface WithoutTimetable {}

    private interface ByValue {
        @JsonValue
        String value();
    }

    private interface ById {
        @JsonValue
        String id();
    }

    private interface ByName {
        @JsonValue
        String name();
    }
}
