package dev.watchkeeper.remedy;

import static org.assertj.core.api.Assertions.assertThat;

import dev.watchkeeper.automation.ServerProgram;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/// Which signal reloads which server, and which command tests its configuration before.
final class ServerReloadTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "nginx: master process /usr/sbin/nginx|/usr/sbin/nginx -t -q -c /etc/x.conf",
                "nginx: master process nginx -c /y|nginx -t -q -c /etc/x.conf",
                "nginx: master process /opt/nginx -p /srv -g x|/opt/nginx -t -q -c /etc/x.conf -p"
                        + " /srv",
                "nginx: master process /opt/ng$(inx) -p $x|nginx -t -q -c /etc/x.conf",
                "nginx: master process nginx -p|nginx -t -q -c /etc/x.conf"
            })
    void nginxIsTestedAsItWasStarted(String arguments, String test) {
        assertThat(of("nginx", "/etc/x.conf", arguments))
                .contains(new ServerReload("HUP", List.of(test.split(" "))));
    }

    @ParameterizedTest
    @CsvSource({"apache", "apache2", "httpd"})
    void apacheFinishesWhatIsUnderWay(String program) {
        assertThat(of(program, "/etc/a.conf", "/usr/sbin/apache2 -k start"))
                .contains(
                        new ServerReload("USR1", List.of("apachectl", "-t", "-f", "/etc/a.conf")));
    }

    @ParameterizedTest
    @CsvSource({"haproxy -Ws -f x, true", "haproxy -W -f x, true", "haproxy -D -f /W, false"})
    void haproxyReloadsOnlyWithAMaster(String arguments, boolean reloads) {
        assertThat(of("haproxy", "/etc/haproxy.cfg", arguments).isPresent()).isEqualTo(reloads);
    }

    @ParameterizedTest
    @CsvSource({"/etc/x y.conf", "etc/x.conf", "/etc/../x", "/etc/$(x)", "/etc/-x;y"})
    void aPathThatIsNotPlainIsNotPassedOn(String configuration) {
        assertThat(of("nginx", configuration, "nginx: master process nginx")).isEmpty();
    }

    @Test
    void anotherServerIsNotReloaded() {
        assertThat(of("caddy", "/etc/Caddyfile", "caddy run")).isEmpty();
    }

    private static Optional<ServerReload> of(
            String program, String configuration, String arguments) {
        return ServerReload.of(
                new ServerProgram(
                        program, configuration, OptionalLong.of(50), Optional.empty(), List.of()),
                Samples.process(50, 'S', program, arguments));
    }
}
