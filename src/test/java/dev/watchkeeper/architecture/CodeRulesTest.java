package dev.watchkeeper.architecture;

import static com.tngtech.archunit.core.domain.JavaAccess.Predicates.target;
import static com.tngtech.archunit.core.domain.properties.HasName.Predicates.nameMatching;
import static com.tngtech.archunit.core.domain.properties.HasOwner.Predicates.With.owner;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.fields;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaMethodCall;

import org.junit.jupiter.api.Test;

import java.time.Clock;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.ZonedDateTime;
import java.util.Date;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/// What code may not do, wherever it stands.
final class CodeRulesTest {
    private static final int MOST_PARAMETERS = 8;

    @Test
    void onlyTheBridgeHandsWorkToTheWindowsThread() {
        House.holds(
                noClasses()
                        .that()
                        .resideOutsideOfPackage(House.in("ui.fx"))
                        .should()
                        .callMethodWhere(call("javafx.application.Platform", "runLater"))
                        .because("one place keeps only the newest and never floods the thread"));
    }

    @Test
    void timeComesFromAClockThatWasPassedIn() {
        for (Class<?> type :
                List.of(
                        Instant.class,
                        LocalDate.class,
                        LocalTime.class,
                        LocalDateTime.class,
                        OffsetDateTime.class,
                        ZonedDateTime.class)) {
            House.holds(
                    noClasses()
                            .should()
                            .callMethod(type, "now")
                            .because("a test must be able to set the time"));
        }
        House.holds(
                noClasses()
                        .should()
                        .callMethod(System.class, "currentTimeMillis")
                        .orShould()
                        .callConstructor(Date.class)
                        .because("a test must be able to set the time"));
    }

    @Test
    void onlyTheCompositionRootMakesAClock() {
        House.holds(
                noClasses()
                        .that()
                        .resideOutsideOfPackage(House.in("app"))
                        .should()
                        .callMethodWhere(call(Clock.class.getName(), "system.*"))
                        .orShould()
                        .callMethodWhere(call(InstantSource.class.getName(), "system"))
                        .because("there is one clock, and it is passed down"));
    }

    @Test
    void thereIsNoStateInStaticFields() {
        House.holds(
                fields().that()
                        .areStatic()
                        .should()
                        .beFinal()
                        .because("two consoles in one process, as in a test, must not meet"));
    }

    @Test
    void onlyTheEntryPointsPrint() {
        String[] entryPoints = {House.in("cli"), House.in("app")};

        House.holds(
                noClasses()
                        .that()
                        .resideOutsideOfPackages(entryPoints)
                        .should()
                        .accessField(System.class, "out")
                        .orShould()
                        .accessField(System.class, "err")
                        .orShould()
                        .callMethodWhere(call("java.lang.Throwable", "printStackTrace"))
                        .because("what --json prints must be JSON and nothing else"));
    }

    @Test
    void namesSayWhatAThingIs() {
        House.holds(
                noClasses()
                        .should()
                        .haveNameMatching(".*(Manager|Helper|Utils?|Data|Info|Impl)")
                        .because("these words fit anything and name nothing"));
    }

    @Test
    void aConstructorTakesAtMostEightParameters() {
        Set<String> wide =
                House.classes().stream()
                        .filter(c -> !c.isRecord() && !c.isEnum() && !c.isAnonymousClass())
                        .filter(CodeRulesTest::hasLongConstructor)
                        .map(JavaClass::getName)
                        .collect(Collectors.toSet());

        assertThat(wide).as("constructors of more than eight parameters").isEmpty();
    }

    private static boolean hasLongConstructor(JavaClass type) {
        return type.getConstructors().stream()
                .anyMatch(c -> c.getRawParameterTypes().size() > MOST_PARAMETERS);
    }

    private static DescribedPredicate<? super JavaMethodCall> call(String type, String method) {
        return target(owner(nameMatching(type.replace(".", "\\."))))
                .and(target(nameMatching(method)))
                .forSubtype();
    }
}
