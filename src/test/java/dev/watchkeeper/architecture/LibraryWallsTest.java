package dev.watchkeeper.architecture;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.lang.ArchRule;

import org.junit.jupiter.api.Test;

/// Which package may use which library.
final class LibraryWallsTest {
    @Test
    void onlyTheWindowKnowsJavaFx() {
        String[] window = {House.in("ui"), House.in("app")};

        House.holds(
                noClasses()
                        .that()
                        .resideOutsideOfPackages(window)
                        .should()
                        .dependOnClassesThat()
                        .resideInAnyPackage(
                                "javafx..",
                                "org.controlsfx..",
                                "impl.org.controlsfx..",
                                "atlantafx..",
                                "org.kordamp.ikonli..")
                        .because("everything else runs without a display"));
    }

    @Test
    void onlySshKnowsJsch() {
        House.holds(
                only(
                        "ssh",
                        "its time-outs do not hold, so that only code under the watchdog may call"
                                + " it",
                        "com.jcraft.jsch.."));
    }

    @Test
    void onlyTlsKnowsBouncyCastleAndConscrypt() {
        House.holds(
                only(
                        "tls",
                        "their exceptions on hostile input must end there",
                        "org.bouncycastle..",
                        "org.conscrypt.."));
    }

    @Test
    void onlyTlsKnowsTheLibraryForAcme() {
        House.holds(
                only("tls", "what an authority answers must end there", "org.shredzone.acme4j.."));
    }

    @Test
    void onlyThoseThatAskOrTellOverHttpKnowItsClient() {
        House.holds(
                noClasses()
                        .that()
                        .resideOutsideOfPackages(
                                House.in("tls"), House.in("supervision"), House.in("notify"))
                        .should()
                        .dependOnClassesThat()
                        .resideInAnyPackage("java.net.http..")
                        .because(
                                "its time-outs do not cover a body that trickles, so that each of"
                                        + " them has one client with a deadline around it"));
    }

    @Test
    void onlyThoseWhoSendOrFetchMailKnowItsLibrary() {
        House.holds(
                noClasses()
                        .that()
                        .resideOutsideOfPackages(House.in("notify"), House.in("supervision"))
                        .should()
                        .dependOnClassesThat()
                        .resideInAnyPackage("jakarta.mail..", "org.eclipse.angus..")
                        .because(
                                "its time-outs do not hold, so that only code under a limit may"
                                        + " call it"));
    }

    @Test
    void onlyTlsKnowsTheLibraryForDns() {
        House.holds(only("tls", "what a name server answers must end there", "org.xbill.."));
    }

    @Test
    void onlyAutomationKnowsTheLibraryForCron() {
        House.holds(
                only(
                        "automation",
                        "what a host writes in its crontabs must end there",
                        "com.cronutils.."));
    }

    @Test
    void onlyTheDemoKnowsAnSshServer() {
        House.holds(only("demo", "the console opens no port of its own", "org.apache.sshd.."));
    }

    @Test
    void onlyTheStoresKnowADatabase() {
        House.holds(
                noClasses()
                        .that()
                        .resideOutsideOfPackages(
                                House.in("storage"),
                                House.in("history"),
                                House.in("audit"),
                                House.in("notify"),
                                House.in("app"))
                        .should()
                        .dependOnClassesThat()
                        .resideInAnyPackage(
                                "java.sql..", "org.jdbi..", "org.flywaydb..", "org.sqlite..")
                        .because("rows become records at the store's edge"));
    }

    private static ArchRule only(String owner, String reason, String... libraries) {
        return noClasses()
                .that()
                .resideOutsideOfPackage(House.in(owner))
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(libraries)
                .because(reason);
    }
}
