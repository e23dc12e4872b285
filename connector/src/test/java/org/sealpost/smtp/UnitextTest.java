package org.sealpost.smtp;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Addresses of type utf-8 (RFC 6533 §3). */
@Tag("rfc6533-3")
final class UnitextTest {
  @ParameterizedTest
  @CsvSource({
    "jürgen@b.example, j\\x{FC}rgen@b.example",
    "名@b.example, \\x{540D}@b.example",
    "😀@b.example, \\x{1F600}@b.example",
    "'a b+c=d\\e@b.example', a\\x{20}b\\x{2B}c\\x{3D}d\\x{5C}e@b.example",
    "plain@b.example, plain@b.example",
  })
  void everyCharacterHasItsCode(String address, String encoded) {
    assertThat(Unitext.encoded(address)).isEqualTo(encoded);
    assertThat(Unitext.decoded(encoded)).isEqualTo(address);
  }

  @ParameterizedTest
  @CsvSource({"\\x{D800}", "\\x{110000}", "\\x{Z1}", "\\x{1}", "\\x41", "\\x{12345678}"})
  void whatStandsForNoCharacterStays(String text) {
    assertThat(Unitext.decoded(text)).isEqualTo(text);
  }

  @Test
  void whatIsEncodedAlreadyStaysSo() {
    assertThat(Unitext.ascii("j\\x{FC}rg\u00e9n@b.example"))
        .isEqualTo("j\\x{FC}rg\\x{E9}n@b.example");
  }

  @Test
  void anOriginalRecipientIsReadByItsType() {
    OriginalRecipient utf8 =
        OriginalRecipient.parse("UTF-8;j\u00fcr\\x{20}gen@b.example", true).orElseThrow();
    assertThat(utf8.inAscii()).hasToString("UTF-8;j\\x{FC}r\\x{20}gen@b.example");
    OriginalRecipient mailbox = OriginalRecipient.parse("utf-8;\\x{FC}@b.example", false).get();
    assertThat(mailbox.decoded()).isEqualTo("\u00fc@b.example");
    // RFC 6533 §3: what does not conform is copied without alteration.
    OriginalRecipient none = OriginalRecipient.parse("utf-8;no\\x{FC}mailbox", false).get();
    assertThat(none.decoded()).isEqualTo("no\\x{FC}mailbox");
    assertThat(OriginalRecipient.parse("rfc822;A+2BB@b.example", false).get().decoded())
        .isEqualTo("A+B@b.example");
  }
}
