package dev.watchkeeper.architecture;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// Which package may use which.
final class PackageTableTest {
    /// Everything that has no window and is no entry point.
    private static final List<String> DOMAIN =
            List.of(
                    "inventory",
                    "tls",
                    "ssh",
                    "host",
                    "automation",
                    "supervision",
                    "finding",
                    "remedy",
                    "storage",
                    "audit",
                    "history",
                    "monitor",
                    "notify");

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "inventory||it is what all others speak of, and is read without observing anything",
                "tls|inventory|a certificate is judged the same with and without hosts",
                "ssh|inventory|a session knows nothing of what is asked through it",
                "host|ssh inventory|a host is observed through a session and nothing else",
                "automation|host ssh tls inventory|it reads what hosts and endpoints show",
                "supervision|ssh tls host inventory|it asks the supervision, and judges nothing",
                "finding|tls ssh host automation supervision inventory|rules are pure functions of"
                        + " what was observed",
                "remedy|finding automation host tls supervision monitor ssh audit inventory|what is"
                    + " run is a command for a finding, with its audit record, and is verified by"
                    + " what is observed then",
                "storage||a file is opened the same whatever is stored in it",
                "audit|storage|the record must not depend on what it records",
                "history|storage finding tls ssh host automation supervision inventory|it keeps"
                        + " what was observed and decides nothing",
                "monitor|inventory tls ssh host automation supervision finding history notify|it"
                        + " observes and never acts",
                "notify|finding inventory storage|it tells findings and does not make them; whom is"
                        + " in the fleet file, and what waits outlives the process",
                "demo|inventory tls host ssh|it is an outage to be observed; of host and ssh it"
                        + " takes the wire format of the probe and the quoting alone",
            })
    void aPackageUsesOnlyWhatItsRowNames(String name, String row, String reason) {
        String[] allowed =
                Stream.concat(Stream.of(name), words(row)).map(House::in).toArray(String[]::new);

        House.holds(
                classes()
                        .that()
                        .resideInAPackage(House.in(name))
                        .should()
                        .onlyDependOnClassesThat(
                                not(resideInAPackage(House.ROOT + ".."))
                                        .or(resideInAnyPackage(allowed)))
                        .because(reason));
    }

    @Test
    void onlyTheEntryPointKnowsTheCompositionRoot() {
        House.holds(
                noClasses()
                        .that()
                        .resideOutsideOfPackage(House.in("app"))
                        .should()
                        .dependOnClassesThat()
                        .resideInAPackage(House.in("app"))
                        .because("what is composed must not know by whom"));
    }

    @Test
    void theCommandLineHasNoWindow() {
        House.holds(
                noClasses()
                        .that()
                        .resideInAPackage(House.in("cli"))
                        .should()
                        .dependOnClassesThat()
                        .resideInAPackage(House.in("ui"))
                        .because("it must run where no window system and no JavaFX is"));
    }

    @Test
    void theBridgeToTheWindowKnowsNothingOfTheDomain() {
        House.holds(
                classes()
                        .that()
                        .resideInAPackage(House.in("ui.fx"))
                        .should()
                        .onlyDependOnClassesThat(
                                not(resideInAPackage(House.ROOT + ".."))
                                        .or(resideInAPackage(House.in("ui.fx"))))
                        .because("every view shares it"));
    }

    @Test
    void theWindowIsOneOfTwoWaysInAndKnowsNotTheOther() {
        House.holds(
                noClasses()
                        .that()
                        .resideInAPackage(House.in("ui"))
                        .should()
                        .dependOnClassesThat()
                        .resideInAnyPackage(House.in("cli"), House.in("demo"))
                        .because("the window shows any fleet, and reaches the objects directly"));
    }

    @Test
    void viewsDoNotKnowEachOther() {
        for (String view : views()) {
            House.holds(
                    noClasses()
                            .that()
                            .resideInAPackage(House.in(view))
                            .should()
                            .dependOnClassesThat(
                                    resideInAPackage(House.in("ui"))
                                            .and(
                                                    not(
                                                            resideInAnyPackage(
                                                                    House.in(view),
                                                                    House.in("ui.fx")))))
                            .because("only the shell knows them, so that each can be replaced"));
        }
    }

    @Test
    void packagesMakeNoCycle() {
        House.holds(
                slices().matching(House.ROOT + ".(*)..")
                        .should()
                        .beFreeOfCycles()
                        .because("each part must be testable without those above it"));
        House.holds(
                slices().matching(House.ROOT + ".ui.(*)..")
                        .should()
                        .beFreeOfCycles()
                        .because("only the shell knows the views"));
    }

    @Test
    void everyPackageHasARow() {
        Set<String> known =
                Stream.concat(DOMAIN.stream(), Stream.of("app", "cli", "demo", "ui"))
                        .collect(Collectors.toSet());

        assertThat(House.classes()).allSatisfy(c -> assertThat(House.topOf(c)).isIn(known));
    }

    private static Set<String> views() {
        return House.classes().stream()
                .map(House::packageOf)
                .filter(p -> p.matches("ui\\.\\w+"))
                .filter(p -> !Set.of("ui.fx", "ui.shell").contains(p))
                .collect(Collectors.toSet());
    }

    private static Stream<String> words(String row) {
        return row == null ? Stream.empty() : Pattern.compile(" ").splitAsStream(row);
    }
}
