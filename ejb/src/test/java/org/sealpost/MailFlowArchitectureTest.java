package org.sealpost;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.Architectures.layeredArchitecture;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.core.importer.Location;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

/** The arrows of the design: a stage of a message's way knows only the stages after it. */
@AnalyzeClasses(
    packages = "org.sealpost",
    importOptions = {DoNotIncludeTests.class, MailFlowArchitectureTest.ThisModule.class})
final class MailFlowArchitectureTest {
  /** The connector holds its own arrows. */
  static final class ThisModule implements ImportOption {
    @Override
    public boolean includes(Location location) {
      return !location.contains("connector");
    }
  }

  @ArchTest
  static final ArchRule STAGES_KNOW_ONLY_LATER_STAGES =
      layeredArchitecture()
          .consideringOnlyDependenciesInLayers()
          .layer("lifecycle")
          .definedBy("org.sealpost.lifecycle..")
          .layer("admin")
          .definedBy("org.sealpost.admin..")
          .layer("intake")
          .definedBy("org.sealpost.intake..")
          .layer("queue")
          .definedBy("org.sealpost.queue..")
          .layer("delivery")
          .definedBy("org.sealpost.delivery..")
          .layer("policy")
          .definedBy("org.sealpost.policy..")
          .layer("report")
          .definedBy("org.sealpost.report..")
          .layer("exceptions")
          .definedBy("org.sealpost.exceptions..")
          .layer("flow")
          .definedBy("org.sealpost.flow..")
          .layer("book")
          .definedBy("org.sealpost.book..")
          .layer("history")
          .definedBy("org.sealpost.history..")
          .layer("tlsrpt")
          .definedBy("org.sealpost.tlsrpt..")
          .layer("jms")
          .definedBy("org.sealpost.jms..")
          .layer("event")
          .definedBy("org.sealpost.event..")
          .whereLayer("lifecycle")
          .mayNotBeAccessedByAnyLayer()
          // The web module announces the stop through admin, the only package it may import.
          .whereLayer("admin")
          .mayOnlyBeAccessedByLayers("lifecycle")
          .whereLayer("intake")
          .mayOnlyBeAccessedByLayers("lifecycle", "admin", "flow", "jms")
          .whereLayer("jms")
          .mayOnlyBeAccessedByLayers("lifecycle", "admin")
          .whereLayer("queue")
          .mayOnlyBeAccessedByLayers("lifecycle", "admin", "intake", "flow", "jms")
          .whereLayer("report")
          // The console shows which notifications were sent.
          .mayOnlyBeAccessedByLayers("queue", "admin")
          .whereLayer("delivery")
          // The console asks what a delivery would do, and tells what one did.
          .mayOnlyBeAccessedByLayers(
              "lifecycle", "admin", "queue", "report", "policy", "history", "tlsrpt", "flow")
          .whereLayer("policy")
          .mayOnlyBeAccessedByLayers(
              "lifecycle", "admin", "queue", "delivery", "exceptions", "history", "tlsrpt")
          // What is kept beside the way of a message knows of it, and not the other way round.
          .whereLayer("exceptions")
          .mayOnlyBeAccessedByLayers("lifecycle", "admin")
          .whereLayer("flow")
          .mayOnlyBeAccessedByLayers("lifecycle", "admin")
          .whereLayer("book")
          .mayOnlyBeAccessedByLayers("exceptions", "flow")
          .whereLayer("history")
          .mayOnlyBeAccessedByLayers("lifecycle", "admin")
          // Who changes something tells of it.
          .whereLayer("event")
          .mayOnlyBeAccessedByLayers(
              "lifecycle", "admin", "intake", "queue", "flow", "history", "tlsrpt", "jms")
          // What is recorded is counted in the same transaction.
          .whereLayer("tlsrpt")
          .mayOnlyBeAccessedByLayers("lifecycle", "admin", "queue");

  @ArchTest
  static final ArchRule NO_CYCLES =
      slices().matching("org.sealpost.(*)..").should().beFreeOfCycles();

  @ArchTest
  static final ArchRule SETTINGS_ARE_PLAIN =
      noClasses()
          .that()
          .resideInAPackage("org.sealpost.config")
          .should()
          .dependOnClassesThat()
          .resideOutsideOfPackages(
              "java..", "org.sealpost.config", "org.sealpost.smtp", "org.jspecify..");

  @ArchTest
  static final ArchRule DECISIONS_DO_NO_IO =
      noClasses()
          .that()
          .resideInAPackage("org.sealpost.policy")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("java.net..", "java.io..", "java.sql..", "jakarta..", "org.xbill..")
          .because("the decision is a pure function of facts");
}
