package org.sealpost.web;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.library.dependencies.SlicesRuleDefinition;
import java.util.Set;
import org.junit.jupiter.api.Test;

class WebArchitectureTest {
  private static final JavaClasses WEB =
      new ClassFileImporter()
          .withImportOption(new ImportOption.DoNotIncludeTests())
          .importPackages("org.sealpost.web");

  @Test
  void knowsOfTheProductOnlyAdminAccountAndPlainValues() {
    noClasses()
        .should()
        .dependOnClassesThat(
            DescribedPredicate.describe("lie deeper in the product", WebArchitectureTest::isDeeper))
        .check(WEB);
  }

  @Test
  void hasNoCyclesBetweenPackages() {
    SlicesRuleDefinition.slices()
        .matching("org.sealpost.web.(*)..")
        .should()
        .beFreeOfCycles()
        .check(WEB);
  }

  /** Values, without any behaviour, that pages and programs name. */
  private static final Set<String> PLAIN =
      Set.of(
          "org.sealpost.jms.DestinationRow",
          "org.sealpost.jms.RejectedRow",
          "org.sealpost.jms.SubmitQueuesSeen",
          "org.sealpost.jms.SubmitQueuesSeen$State",
          "org.sealpost.queue.RecipientState",
          "org.sealpost.queue.NotificationKind",
          "org.sealpost.queue.Urgency");

  private static boolean isDeeper(JavaClass other) {
    String name = other.getBaseComponentType().getPackageName();
    boolean product = name.startsWith("org.sealpost.");
    boolean open =
        name.startsWith("org.sealpost.web")
            || name.equals("org.sealpost.admin")
            || name.equals("org.sealpost.account")
            || name.equals("org.sealpost.smtp")
            || name.equals("org.sealpost.refusal")
            || PLAIN.contains(other.getBaseComponentType().getName());
    return product && !open;
  }
}
