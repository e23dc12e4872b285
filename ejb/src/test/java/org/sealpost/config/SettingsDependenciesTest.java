package org.sealpost.config;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;

import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import org.junit.jupiter.api.Test;

final class SettingsDependenciesTest {
  @Test
  void settingsAreReadWithoutAServer() {
    classes()
        .that()
        .resideInAPackage("org.sealpost.config")
        .should()
        .onlyDependOnClassesThat()
        .resideInAnyPackage("java..", "org.jspecify..", "org.sealpost.smtp", "org.sealpost.config")
        .because("the launcher reads them before the server is there")
        .check(
            new ClassFileImporter()
                .withImportOption(new ImportOption.DoNotIncludeTests())
                .importPackages("org.sealpost.config"));
  }
}
