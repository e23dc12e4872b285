package org.sealpost;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.core.domain.properties.HasName.Predicates.nameMatching;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import java.util.List;
import org.sealpost.smtp.EnhancedStatusCode;
import org.sealpost.smtp.Reply;

/** The arrows between the packages of this module. */
@AnalyzeClasses(packages = "org.sealpost", importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {
  private static final String INFLOW = "org.sealpost.inflow..";
  private static final String SERVER = "org.sealpost.server..";
  private static final String SASL = "org.sealpost.sasl..";
  private static final String CLIENT = "org.sealpost.client..";

  @ArchTest
  static final ArchRule SMTP_KNOWS_ONLY_THE_LANGUAGE =
      classes()
          .that()
          .resideInAPackage("org.sealpost.smtp..")
          .should()
          .onlyDependOnClassesThat()
          .resideInAnyPackage(
              "java..",
              // Names beyond ASCII: the tables of Unicode.
              "com.ibm.icu.text..",
              "org.jspecify.annotations..",
              "org.sealpost.smtp..");

  @ArchTest
  static final ArchRule SASL_KNOWS_NO_SOCKETS =
      classes()
          .that()
          .resideInAPackage(SASL)
          .should()
          .onlyDependOnClassesThat(
              resideInAnyPackage(
                      "java.lang..",
                      "java.io..",
                      "java.nio..",
                      "java.security..",
                      "java.util..",
                      "javax.crypto..",
                      "com.ongres..",
                      "org.jspecify.annotations..",
                      "org.sealpost.sasl..")
                  .or(nameMatching("org\\.sealpost\\.inflow\\.(Credential.*|ScramKeys)"))
                  // What a proof is bound to; a session, not a socket.
                  .or(nameMatching("javax\\.net\\.ssl\\.(Extended)?SSL(Session|PeerUnv.*)")));

  @ArchTest
  static final ArchRule ONLY_SERVER_AND_CLIENT_KNOW_SASL =
      noClasses()
          .that()
          .resideInAnyPackage(INFLOW, "org.sealpost.smtp..")
          .should()
          .dependOnClassesThat()
          .resideInAPackage(SASL);

  @ArchTest
  static final ArchRule CLIENT_KNOWS_NEITHER_SERVER_NOR_ADAPTER =
      noClasses()
          .that()
          .resideInAPackage(CLIENT)
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(SERVER, INFLOW)
          .allowEmptyShould(true);

  @ArchTest
  static final ArchRule NOBODY_KNOWS_THE_CLIENT =
      noClasses()
          .that()
          .resideInAnyPackage(SERVER, INFLOW)
          .should()
          .dependOnClassesThat()
          .resideInAPackage(CLIENT);

  @ArchTest
  static final ArchRule SERVER_KNOWS_OF_INFLOW_ONLY_THE_CONTRACT =
      noClasses()
          .that()
          .resideInAPackage(SERVER)
          .should()
          .dependOnClassesThat()
          .haveNameMatching(
              "org\\.sealpost\\.inflow\\.(Activation|Endpoint|SmtpResource|SmtpActivation).*");

  @ArchTest
  static final ArchRule SERVER_KNOWS_NOTHING_OF_JAKARTA =
      noClasses()
          .that()
          .resideInAPackage(SERVER)
          .should()
          .dependOnClassesThat()
          .resideInAPackage("jakarta..");

  @ArchTest
  static final ArchRule ADAPTER_KNOWS_NOTHING_OF_NETTY =
      noClasses()
          .that()
          .resideInAPackage(INFLOW)
          .should()
          .dependOnClassesThat()
          .resideInAPackage("io.netty..");

  @ArchTest
  static final ArchRule REPLIES_COME_FROM_THE_CATALOGUE =
      noClasses()
          .that()
          .resideInAnyPackage(SERVER, INFLOW)
          .should()
          .callMethod(Reply.class, "of", int.class, String.class, String.class)
          .orShould()
          .callConstructor(Reply.class, int.class, EnhancedStatusCode.class, List.class);
}
