package dev.watchkeeper.supervision;

import static org.assertj.core.api.Assertions.assertThat;

import dev.watchkeeper.supervision.Scope.What;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.time.Duration;
import java.util.OptionalInt;

final class PluginScopeTest {
    private static final String AT = "/usr/lib/nagios/plugins/";

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '%',
            value = {
                "check_http -H www.example.org -I 10.0.0.1 -S -C 30,14|30|14|10.0.0.1|443",
                "check_http -H www.example.org -C30,14 -p8443|30|14|www.example.org|8443",
                "check_http -S -LH www.example.org --certificate=30|30|0|www.example.org|443",
                "check_http --ssl --hostname www.example.org --certificate"
                        + " 30,7|30|7|www.example.org|443",
                "check_http --ssl=1.2+ --host=www.example.org --cert=21|21|0|www.example.org|443",
                "check_curl -H '[2001:db8::1]' -S1.2 -C '30,14'|30|14|2001:db8::1|443",
                "check_tcp -H mail -p 993 -S -D 30,14|30|14|mail|993",
                "check_simap -H mail -D30|30|0|mail|993",
                "check_smtp -H mail -S -D 10,5 -p 587|10|5|mail|587",
                "check_ssl_cert -H www.example.org|20|15|www.example.org|443",
                "check_ssl_cert -H www.example.org -w 30 -c 10 -p 8443|30|10|www.example.org|8443",
                "/opt/x/check_ssl_validity.pl -H www.example.org -I 10.0.0.1 -w 28d -c"
                        + " 14d|28|14|10.0.0.1|443",
                "/usr/bin/timeout 10 check_http -C 5 -H a|5|0|a|443",
                "negate -c OK 'check_http' -C 5 -H a|5|0|a|443",
            })
    void daysOfACertificateAreRead(
            String line, int warning, int critical, String address, int port) {
        Scope s = scope(line);

        assertThat(s.what()).isEqualTo(What.TLS_EXPIRY);
        assertThat(s.warning()).contains(Duration.ofDays(warning));
        assertThat(s.critical()).contains(Duration.ofDays(critical));
        assertThat(s.address()).isEqualTo(address);
        assertThat(s.port()).hasValue(port);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '%',
            value = {
                "check_http -H www -S|TLS|443",
                "check_http -H www -p 443|TLS|443",
                "check_http -H www|PORT|80",
                "check_http -H www -A '-C 30' -u '/?-C 30'|PORT|80",
                "check_http -H www -t 30 -w 5 -c 10 -s -C|PORT|80",
                "check_tcp -H www -p 443|PORT|443",
                "check_tcp -H www -p 443 -S|TLS|443",
                "check_tcp -H www -p 443 -C critical -D|PORT|443",
                "check_imap -H mail|PORT|143",
                "check_spop -H mail|TLS|995",
                "check_smtp -H mail -C 30,14|PORT|25",
                "check_smtp -H mail --starttls|TLS|25",
                "check_ssh 10.0.0.1|PORT|22",
                "check_ldaps -H ldap|TLS|636",
                "check_ping -H www -w 100,20% -c 500,60%|ALIVE|0",
                "check_icmp -H www|ALIVE|0",
                "check_nrpe -H www -c check_http -a '-C 30'|INSIDE|0",
                "check_by_ssh -H www -C 'check_http -C 30'|INSIDE|0",
                "check_disk -w 20% -c 10% -p /|INSIDE|0",
                "check_load -w 5,4,3 -c 10,6,4|INSIDE|0",
                "/usr/local/bin/our-check -C 30|OTHER|0",
                "/bin/true|OTHER|0",
                "%%|OTHER|0",
            })
    void whatIsNoExpiryIsNotTakenForIt(String line, What what, int port) {
        Scope s = scope(line);

        assertThat(s.what()).isEqualTo(what);
        assertThat(s.warning()).isEmpty();
        assertThat(s.critical()).isEmpty();
        assertThat(s.port()).isEqualTo(port == 0 ? OptionalInt.empty() : OptionalInt.of(port));
    }

    @Test
    void theNamesThatAreAskedForAreKept() {
        assertThat(scope("check_http -H www.example.org -I 10.0.0.1 --sni -C 30").names())
                .containsExactly("www.example.org");
        assertThat(scope("check_http -I 10.0.0.1 -C 30").names()).isEmpty();
        assertThat(scope("check_tcp -H 10.0.0.1 -p 443 -D 30 --sni=www.example.org").names())
                .containsExactly("www.example.org");
        assertThat(scope("check_ssl_cert -H 10.0.0.1 --sni a.example -n b.example").names())
                .containsExactly("a.example", "b.example");
    }

    @Test
    void aThresholdThatIsNoNumberIsNotKnown() {
        Scope s = scope("check_http -H www -C soon,14");

        assertThat(s.what()).isEqualTo(What.TLS_EXPIRY);
        assertThat(s.warning()).isEmpty();
        assertThat(s.critical()).contains(Duration.ofDays(14));
    }

    @Test
    void aCommandWhoseNameIsKnownCountsWithoutAPlugin() {
        assertThat(PluginScope.of("/bin/true", "check-host-alive").what()).isEqualTo(What.ALIVE);
    }

    private static Scope scope(String line) {
        return PluginScope.of(line.startsWith("check_") ? AT + line : line, "our_command");
    }
}
