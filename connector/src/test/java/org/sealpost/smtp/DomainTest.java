package org.sealpost.smtp;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Domain names in every script (UTS 46, non-transitional). */
@Tag("rfc5891-5")
class DomainTest {
  @ParameterizedTest
  @CsvSource({
    "Example.ORG,                   example.org",
    "example.org.,                  example.org",
    "_dmarc.Example.org,            _dmarc.example.org",
    "bücher.example,                xn--bcher-kva.example",
    "BÜCHER.example,                xn--bcher-kva.example",
    "bu\u0308cher.example,          xn--bcher-kva.example",
    "XN--BCHER-KVA.example,         xn--bcher-kva.example",
    "faß.example,                   xn--fa-hia.example",
    "FASS.example,                  fass.example",
    "βόλος.example,                 xn--nxasmm1c.example",
    "ΒΌΛΟΣ.example,                 xn--nxasmq6b.example",
    "bücher\u3002example,           xn--bcher-kva.example",
    "bücher\uff0eexample\uff61org,  xn--bcher-kva.example.org",
    "ｅｘａｍｐｌｅ.org,             example.org",
    "\u0dc1\u0dca\u200d\u0dbb\u0dd3.com,   xn--10cl1a0b660p.com",
    "\u0646\u0627\u0645\u0647\u200c\u0627\u06cc.example, xn--mgba3gch31f060k.example",
    "אב.example,                    xn--4dbc.example",
    "例え.テスト,                    xn--r8jz45g.xn--zckzah",
  })
  void readsNamesAsTheyWereRegistered(String text, String name) {
    assertThat(Domain.parse(text)).map(Domain::name).contains(name);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        ".",
        "a..b",
        "bü..example",
        ".bücher",
        "-bü.example",
        "bü-.example",
        "a b.example",
        "bü cher.example",
        "bü@cher.example",
        "bü\u0000.example",
        "a\u200db.example",
        "a\u200cb.example",
        "\u0301bc.example",
        "אa.example",
        "aב.example",
        "1א.example",
        "א.1b-ü",
        "\ufffd.example",
        "\ud800.example",
        "xn--bücher.example",
        "bü/cher.example",
        "bü。。example",
      })
  void refusesWhatIsNoName(String text) {
    assertThat(Domain.parse(text)).isEmpty();
  }

  @Test
  @Tag("rfc1035-2.3.4")
  void countsTheOctetsOfTheALabel() {
    String longest = "ü".repeat(50);
    assertThat(Domain.parse(longest + ".example")).isPresent();
    assertThat(Domain.parse("ü".repeat(62) + ".example")).isEmpty();
    assertThat(Domain.parse("a".repeat(63) + ".Example")).isPresent();
    assertThat(Domain.parse("a".repeat(64) + ".Example")).isEmpty();
    String label = "bücher" + "a".repeat(40) + ".";
    assertThat(Domain.parse(label.repeat(4) + "example")).isPresent();
    assertThat(Domain.parse(label.repeat(6) + "example")).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "xn--bcher-kva.example, bücher.example",
    "xn--fa-hia.example,    faß.example",
    "xn--nxasmm1c.example,  βόλος.example",
    "example.org,           example.org",
    "xn--a.example,         xn--a.example",
    "xn--,                  xn--",
    "'[192.0.2.1]',         '[192.0.2.1]'",
  })
  void showsNamesInTheirOwnScript(String name, String shown) {
    assertThat(new Domain(name).display()).isEqualTo(shown);
  }
}
