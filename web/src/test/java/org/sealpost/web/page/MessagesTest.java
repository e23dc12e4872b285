package org.sealpost.web.page;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.text.MessageFormat;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.ResourceBundle;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.sealpost.admin.DnsRecord;
import org.sealpost.client.PkixVerdict;
import org.sealpost.client.SessionFault;
import org.sealpost.client.TlsUse;
import org.sealpost.client.dane.DaneVerdict;
import org.sealpost.delivery.Expectation;
import org.sealpost.delivery.TraceEnd;
import org.sealpost.exceptions.ExceptionKind;
import org.sealpost.flow.FlowRule;
import org.sealpost.history.Aspect;
import org.sealpost.policy.CertificateCheck;
import org.sealpost.policy.DaneFact;
import org.sealpost.policy.MtaStsFact;
import org.sealpost.policy.TransportDecision;
import org.sealpost.queue.FailureKind;
import org.sealpost.queue.RecipientState;
import org.sealpost.smtp.TlsRequirement;

class MessagesTest {
  private static final ResourceBundle WORDS =
      ResourceBundle.getBundle("org.sealpost.web.Messages", Locale.ROOT);
  private static final Pattern KEY = Pattern.compile("msg\\['([\\w.]+)'\\]");

  @ParameterizedTest
  @EnumSource
  void hasAWordForEachState(RecipientState state) {
    assertThat(WORDS.getString("state." + state)).isNotBlank();
  }

  @ParameterizedTest
  @EnumSource
  void hasAWordAndAMeaningForEachRequirement(TlsRequirement requirement) {
    assertThat(WORDS.getString("requirement." + requirement)).isNotBlank();
    assertThat(WORDS.getString("requirement." + requirement + ".means")).isNotBlank();
  }

  @ParameterizedTest
  @EnumSource
  void hasAWordForWhatEachRecordIsFor(DnsRecord.Purpose purpose) {
    assertThat(WORDS.getString("dns.purpose." + purpose)).isNotBlank();
  }

  @ParameterizedTest
  @EnumSource
  void hasAWordAndAMeaningForEachException(ExceptionKind kind) {
    assertThat(WORDS.getString("exceptions.kind." + kind)).isNotBlank();
    assertThat(WORDS.getString("exceptions.kind." + kind + ".means")).isNotBlank();
    assertThat(WORDS.getString("why.exceptions." + kind)).isNotBlank();
  }

  @ParameterizedTest
  @EnumSource
  void hasAWordForEachKindOfFailure(FailureKind kind) {
    assertThat(WORDS.getString("flow.failure." + kind)).isNotBlank();
  }

  @ParameterizedTest
  @EnumSource
  void hasAWordForEachKindOfFlowRule(FlowRule.Kind kind) {
    assertThat(WORDS.getString("flow.kind." + kind)).isNotBlank();
  }

  @ParameterizedTest
  @EnumSource
  void hasAWordForEachLevelOfWhatIsSeen(Aspect aspect) {
    assertThat(WORDS.getString("aspect." + aspect)).isNotBlank();
    for (String level : aspect.levels()) {
      assertThat(WORDS.getString("aspect." + aspect + "." + level)).isNotBlank();
    }
  }

  @ParameterizedTest
  @EnumSource
  void hasAWordForWhatIsExpectedOfMail(Expectation expectation) {
    assertThat(WORDS.getString("prospect." + expectation)).isNotBlank();
  }

  @ParameterizedTest
  @ValueSource(strings = {"relayed", "delivered", "deferred", "failed"})
  void hasAWordForEachOutcome(String outcome) {
    assertThat(WORDS.getString("outcome." + outcome)).isNotBlank();
  }

  @Test
  void hasAWordForEachFactOfAnAttempt() {
    List<String> prefixes =
        List.of(
            "asked.",
            "mtaSts.",
            "dane.",
            "decision.SKIP_",
            "decision.CHECK_",
            "decision.",
            "session.FAULT_",
            "certificate.PKIX_",
            "certificate.DANE_",
            "end.");
    List<Enum<?>[]> values =
        List.of(
            TlsRequirement.values(),
            MtaStsFact.values(),
            DaneFact.values(),
            TransportDecision.Reason.values(),
            CertificateCheck.values(),
            TlsUse.values(),
            SessionFault.Kind.values(),
            PkixVerdict.values(),
            DaneVerdict.values(),
            TraceEnd.values());
    for (int i = 0; i < prefixes.size(); i++) {
      for (Enum<?> value : values.get(i)) {
        assertThat(WORDS.getString("why." + prefixes.get(i) + value.name())).isNotBlank();
      }
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "asked.AS_DEFAULT",
        "found.MX_SECURE",
        "found.MX_INSECURE",
        "found.MX_BOGUS",
        "found.DOMAIN",
        "found.DOMAIN_SIGNED",
        "found.ROUTE",
        "found.LOCAL",
        "found.NOWHERE",
        "mtaSts.NOT_ASKED",
        "dane.NOT_ASKED",
        "decision.STARTTLS_IF_OFFERED_OR_PLAIN",
        "decision.PINNED",
        "decision.PROMISE",
        "session.TLS",
        "session.PLAIN",
        "session.PLAIN_AFTER_FAILURE",
        "certificate.PIN_SHOWN",
        "certificate.PIN_MISSING",
        "promise.OFFERED",
        "promise.NOT_OFFERED"
      })
  void hasAWordForEachOtherStepOfAnAttempt(String step) {
    assertThat(WORDS.getString("why." + step)).isNotBlank();
    assertThat(WORDS.getString("why." + step.substring(0, step.indexOf('.')))).isNotBlank();
  }

  @Test
  void hasEveryWordThePagesUse() throws IOException {
    TreeSet<String> used = new TreeSet<>();
    try (Stream<Path> pages = Files.walk(Path.of("src/main/webapp"))) {
      for (Path page : pages.filter(path -> path.toString().endsWith(".xhtml")).toList()) {
        Matcher matcher = KEY.matcher(Files.readString(page));
        while (matcher.find()) {
          used.add(matcher.group(1));
        }
      }
    }
    assertThat(used).hasSizeGreaterThan(80).allMatch(WORDS::containsKey);
  }

  @Test
  void countsInWords() {
    assertThat(format("queue.held", 1, 0)).isEqualTo("1 recipient put on hold.");
    assertThat(format("queue.held", 0, 2)).isEqualTo("No recipient put on hold. Unchanged: 2.");
    assertThat(format("queue.failed", 3, 1))
        .isEqualTo("3 recipients failed; the sender is notified. Unchanged: 1.");
  }

  @Test
  void writesNoEnglishIntoThePages() throws IOException {
    // Text between tags that is neither an expression nor a sign; the product's name may stay.
    Pattern bare = Pattern.compile(">\\s*(?:#\\{[^}]*\\}|[^<#A-Za-z])*([A-Za-z]{3,})[^<]*<");
    List<String> found = new ArrayList<>();
    try (Stream<Path> pages = Files.list(Path.of("src/main/webapp"))) {
      for (Path page : pages.filter(path -> path.toString().endsWith(".xhtml")).toList()) {
        String withoutExpressions = Files.readString(page).replaceAll("#\\{[^}]*\\}", "");
        bare.matcher(withoutExpressions)
            .results()
            .forEach(result -> found.add(page.getFileName() + ":" + result.group(1)));
      }
    }
    assertThat(found).isEmpty();
  }

  private static String format(String key, Object... values) {
    return new MessageFormat(WORDS.getString(key), Locale.ROOT).format(values);
  }
}
