package dev.watchkeeper.architecture;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaMethodCall;
import com.tngtech.archunit.core.importer.ClassFileImporter;

import dev.watchkeeper.ui.OnScreen;

import javafx.scene.Node;

import org.junit.jupiter.api.Test;
import org.testfx.api.FxRobot;
import org.testfx.util.WaitForAsyncUtils;

import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;

/// How tests may look at windows.
final class WindowTestRulesTest {
    private static final JavaClasses TESTS =
            new ClassFileImporter().importPath(Path.of("target", "test-classes"));

    private static final Set<String> SOUGHT =
            Set.of(
                    String.class.getName(),
                    Node.class.getName(),
                    Predicate.class.getName(),
                    "org.hamcrest.Matcher");

    @Test
    void onlyOneClassLooksIntoWindowsAndItDoesSoInTurnsOfTheirThread() {
        noClasses()
                .that()
                .doNotHaveFullyQualifiedName(OnScreen.class.getName())
                .should()
                .callMethodWhere(LOOKS)
                .because(
                        "a test's thread that looks for itself sees updates half done; OnScreen has"
                                + " check, await, awaitThat, lookup and click")
                .check(TESTS);
    }

    private static final DescribedPredicate<JavaMethodCall> LOOKS =
            DescribedPredicate.describe(
                    "look for nodes, or wait, on the test's thread", WindowTestRulesTest::looks);

    private static boolean looks(JavaMethodCall call) {
        JavaClass owner = call.getTargetOwner();
        return owner.isEquivalentTo(WaitForAsyncUtils.class)
                || (owner.isEquivalentTo(FxRobot.class) && seeks(call));
    }

    private static boolean seeks(JavaMethodCall call) {
        String name = call.getName();
        List<JavaClass> parameters = call.getTarget().getRawParameterTypes();
        return name.equals("lookup")
                || name.equals("from")
                || (!name.equals("write")
                        && !parameters.isEmpty()
                        && SOUGHT.contains(parameters.getFirst().getName()));
    }
}
