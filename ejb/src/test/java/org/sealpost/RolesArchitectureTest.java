package org.sealpost;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import jakarta.annotation.security.PermitAll;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ejb.Singleton;
import jakarta.ejb.Stateless;

/** The beans that console and REST call are the only door, so each says who may pass. */
@AnalyzeClasses(packages = "org.sealpost.admin", importOptions = DoNotIncludeTests.class)
final class RolesArchitectureTest {
  @ArchTest
  static final ArchRule EVERY_BEAN_SAYS_WHO_MAY_CALL_IT =
      classes()
          .that()
          .areAnnotatedWith(Stateless.class)
          .or()
          .areAnnotatedWith(Singleton.class)
          .should()
          .beAnnotatedWith(RolesAllowed.class)
          .orShould()
          .beAnnotatedWith(PermitAll.class)
          .because("a bean without roles lets everybody in (org.sealpost.account.Role)");

  @ArchTest
  static final ArchRule COMMANDS_ARE_NOT_FOR_EVERYBODY =
      noClasses()
          .that()
          .haveSimpleNameEndingWith("Commands")
          .should()
          .beAnnotatedWith(PermitAll.class)
          .because("an auditor may change nothing");
}
