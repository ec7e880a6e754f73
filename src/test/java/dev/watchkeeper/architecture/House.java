package dev.watchkeeper.architecture;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchRule;

import java.nio.file.Path;

/// The product's classes, without its tests.
final class House {
    static final String ROOT = "dev.watchkeeper";

    private static final JavaClasses CLASSES =
            new ClassFileImporter()
                    .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
                    .importPath(Path.of("target", "classes"));

    private House() {}

    /// Fails with the rule's reason and every place that breaks it. A package that is not there yet
    /// breaks nothing.
    static void holds(ArchRule rule) {
        rule.allowEmptyShould(true).check(CLASSES);
    }

    static String in(String name) {
        return ROOT + "." + name + "..";
    }

    /// The package below the root, such as `ssh` or `ui.shell`.
    static String packageOf(JavaClass type) {
        String name = type.getPackageName();
        return name.equals(ROOT) ? "" : name.substring(ROOT.length() + 1);
    }

    /// The row of the table that a class belongs to, such as `ssh` or `ui`.
    static String topOf(JavaClass type) {
        String name = packageOf(type);
        int dot = name.indexOf('.');
        return dot < 0 ? name : name.substring(0, dot);
    }

    static JavaClasses classes() {
        return CLASSES;
    }
}
