package dev.watchkeeper.automation;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class SshArgumentsTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "ssh builder1 df|builder1",
                "ssh -p 2222 root@builder1 df -h|builder1",
                "ssh -p2222 -tt builder1|builder1",
                "/usr/bin/ssh -C -o ControlMaster=auto -o ControlPath=\"/x/y\" -tt b1 /bin/sh -c"
                        + " 'ls'|b1",
                "ssh -4Av -l admin -i /key [2001:db8::1] true|2001:db8::1",
                "ssh ssh://root@builder1:2222/ ls|builder1",
                "ssh 2001:db8::1 ls|2001:db8::1",
                "ssh|''",
                "ssh -o|''",
            })
    void theDestinationIsTheFirstWordThatIsNoOption(String line, String destination) {
        assertThat(SshArguments.of(line).destination()).isEqualTo(destination);
    }

    @Test
    void anOptionWithBlanksInItsValueMakesItUncertain() {
        assertThat(SshArguments.of("ssh -o ProxyCommand=ssh -W %h:%p jump b1").exact()).isFalse();
        assertThat(SshArguments.of("ssh b1").exact()).isTrue();
    }

    @Test
    void theSocketOfItsMasterIsFoundInBothSpellings() {
        assertThat(SshArguments.of("ssh -o ControlPath=\"/r/cp/05\" b1").controlPath())
                .contains("/r/cp/05");
        assertThat(SshArguments.of("ssh -S /r/cp/05 b1").controlPath()).contains("/r/cp/05");
        assertThat(SshArguments.of("ssh b1").controlPath()).isEmpty();
    }

    @Test
    void aMarkOfAnsibleIsFoundWhereverItIs() {
        assertThat(SshArguments.mark("python3 /root/.ansible/tmp/ansible-tmp-179.16-40-1496/A.py"))
                .contains("ansible-tmp-179.16-40-1496");
        assertThat(SshArguments.mark("sh -c echo BECOME-SUCCESS-ibhpyabtqaijthslukaqtiyc ; x"))
                .contains("BECOME-SUCCESS-ibhpyabtqaijthslukaqtiyc");
        assertThat(SshArguments.mark("df -h")).isEmpty();
    }
}
