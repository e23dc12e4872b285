package org.sealpost.client.dane;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TlsaSetTest {
  private static final String SHA_256 = "ab".repeat(32);
  private static final String SHA_512 = "cd".repeat(64);

  private final TestCertificate server = TestCertificate.server("mx.example").bySelf();

  private static List<TlsaRecord> usable(TlsaRecord... records) {
    return TlsaSet.of("mx.example", List.of(), List.of(records)).records();
  }

  @ParameterizedTest
  @Tag("rfc6698-2.1")
  @CsvSource({
    "2,0,0", "2,0,1", "2,0,2", "2,1,0", "2,1,1", "2,1,2",
    "3,0,0", "3,0,1", "3,0,2", "3,1,0", "3,1,1", "3,1,2",
  })
  void usesEveryAssignedCombination(int usage, int selector, int matchingType) {
    TlsaRecord record = TestTlsa.of(usage, selector, matchingType, server.certificate());

    assertThat(usable(record)).containsExactly(record);
  }

  @ParameterizedTest
  @Tag("rfc7672-3.1.3")
  @Tag("rfc6698-4.1")
  @CsvSource({
    "0, 0, 1, 32",
    "1, 1, 1, 32",
    "4, 1, 1, 32",
    "255, 1, 1, 32", // usage
    "3, 2, 1, 32",
    "3, 255, 1, 32", // selector
    "3, 1, 3, 32",
    "3, 1, 255, 32", // matching type
    "3, 1, 1, 31",
    "3, 1, 1, 33",
    "3, 1, 1, 0",
    "3, 1, 2, 32", // length
    "3, 0, 0, 20",
    "3, 1, 0, 20",
    "2, 0, 0, 0",
    "2, 1, 0, 0", // neither certificate nor key
  })
  void leavesOutWhatItCannotUse(int usage, int selector, int matchingType, int octets) {
    assertThat(usable(new TlsaRecord(usage, selector, matchingType, "ab".repeat(octets))))
        .isEmpty();
  }

  @Test
  @Tag("rfc7671-9")
  void prefersTheStrongestDigestOfEachUsageAndSelector() {
    TlsaRecord full = TestTlsa.of(3, 1, 0, server.certificate());
    TlsaRecord weak = new TlsaRecord(3, 1, 1, SHA_256);
    TlsaRecord strong = new TlsaRecord(3, 1, 2, SHA_512);
    TlsaRecord ofTheCertificate = new TlsaRecord(3, 0, 1, SHA_256);
    TlsaRecord ofTheAuthority = new TlsaRecord(2, 1, 1, SHA_256);

    assertThat(usable(full, weak, strong, ofTheCertificate, ofTheAuthority))
        .containsExactly(full, strong, ofTheCertificate, ofTheAuthority);
  }

  @Test
  @Tag("rfc7671-9")
  void letsNoUnusableRecordPushAUsableOneOut() {
    TlsaRecord good = new TlsaRecord(3, 1, 1, SHA_256);

    assertThat(usable(good, new TlsaRecord(3, 1, 2, "00"))).containsExactly(good);
  }

  @Test
  @Tag("rfc7672-3.2.2")
  void looksAtNamesOnlyWhereAnAuthorityIsAnnounced() {
    TlsaRecord server = new TlsaRecord(3, 1, 1, SHA_256);
    TlsaRecord authority = new TlsaRecord(2, 1, 1, SHA_256);
    List<String> names = List.of("example", "mx.example", "other.example");

    assertThat(TlsaSet.of("mx.example", names, List.of(server)).names()).isEmpty();
    assertThat(TlsaSet.of("mx.example", names, List.of(server, authority)).names())
        .containsExactly("mx.example", "example", "other.example");
  }
}
