package dev.watchkeeper.remedy;

import static org.assertj.core.api.Assertions.assertThat;

import dev.watchkeeper.finding.FindingKey;
import dev.watchkeeper.finding.FindingKind;
import dev.watchkeeper.remedy.RemedyStep.Action.Renew;

import org.junit.jupiter.api.Test;

import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;

final class RenewalPlansTest {
    @Test
    void aPlanWhoseRenewalIsNamedIsOtherwiseTheSame() {
        FindingKey certificate = FindingKey.of(FindingKind.CERTIFICATE_EXPIRED, Samples.DOCS.id());
        RemedyStep renew =
                RenewalPlans.step(Samples.renewal("certbot", "renew"), Samples.DEPLOY)
                        .checked(new StepCheck.Ended(List.of()));
        var plan =
                new RemedyPlan(
                        FindingKey.of(FindingKind.RUN_STUCK, "ant-queen"),
                        "End it?",
                        List.of(renew),
                        "nothing",
                        Optional.of("ant-queen"),
                        List.of("unmet"),
                        Set.of(certificate));

        RemedyPlan named = RenewalPlans.named(plan, new Random(1));

        RemedyStep step = named.steps().getFirst();
        assertThat(((Renew) step.action()).run()).isPresent();
        assertThat(step.doing(renew.action())).isEqualTo(renew);
        assertThat(named.with(plan.steps())).isEqualTo(plan);
    }
}
