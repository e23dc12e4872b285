package org.sealpost.web.queue;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.primefaces.model.SortMeta;
import org.primefaces.model.SortOrder;
import org.sealpost.admin.QueueFilter;
import org.sealpost.admin.QueueSort;
import org.sealpost.queue.RecipientState;
import org.sealpost.smtp.TlsRequirement;

class QueueParametersTest {
  @Test
  void showsWhatIsNotFinishedWhereNothingIsSaid() {
    assertThat(QueueParameters.filter(null, null, null, null))
        .isEqualTo(new QueueFilter(null, null, null, true, null));
    assertThat(QueueParameters.filter("", " ", "", "\t"))
        .isEqualTo(new QueueFilter(null, null, null, true, null));
  }

  @Test
  void showsEverythingForTheWordAll() {
    assertThat(QueueParameters.filter(null, null, "all", null)).isEqualTo(QueueFilter.ALL);
  }

  @ParameterizedTest
  @EnumSource
  void takesEachState(RecipientState state) {
    assertThat(QueueParameters.filter(null, null, state.name(), null))
        .isEqualTo(new QueueFilter(null, null, state, false, null));
  }

  @ParameterizedTest
  @EnumSource
  void takesEachRequirement(TlsRequirement requirement) {
    assertThat(QueueParameters.filter(null, requirement.name(), null, null).requirement())
        .isEqualTo(requirement);
  }

  @Test
  void takesUnknownWordsAsNotSaid() {
    assertThat(QueueParameters.filter(null, "REQUIRE", "GONE", null))
        .isEqualTo(new QueueFilter(null, null, null, true, null));
  }

  @Test
  void stripsAndCutsText() {
    QueueFilter filter = QueueParameters.filter(" example.net ", null, null, "x".repeat(1000));

    assertThat(filter.domain()).isEqualTo("example.net");
    assertThat(filter.text()).hasSize(200);
  }

  @ParameterizedTest
  @EnumSource
  void sortsByEachColumn(QueueSort.Column column) {
    assertThat(QueueParameters.sort(meta(column.name(), SortOrder.ASCENDING)))
        .isEqualTo(new QueueSort(column, true));
    assertThat(QueueParameters.sort(meta(column.name(), SortOrder.DESCENDING)))
        .isEqualTo(new QueueSort(column, false));
  }

  @ParameterizedTest
  @NullSource
  @ValueSource(strings = {"PASSWORD", "1; drop table"})
  void sortsNewestFirstWhereTheColumnIsUnknown(String field) {
    assertThat(QueueParameters.sort(field == null ? null : meta(field, SortOrder.ASCENDING)))
        .isEqualTo(QueueSort.NEWEST);
  }

  private static SortMeta meta(String field, SortOrder order) {
    return SortMeta.builder().field(field).order(order).build();
  }
}
