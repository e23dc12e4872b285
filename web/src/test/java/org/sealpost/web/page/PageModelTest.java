package org.sealpost.web.page;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class PageModelTest {
  private final List<String> asked = new ArrayList<>();
  private final PageModel<String> model =
      new PageModel<>(
          () -> 5_000_000_000L,
          (first, most, sort) -> {
            asked.add(first + "+" + most);
            return List.of("row" + first);
          },
          row -> row);

  @Test
  void neverAsksForMoreThanTheContractAllows() {
    model.load(100, 50, Map.of(), Map.of());
    model.load(0, 1_000_000, Map.of(), Map.of());
    model.load(0, 0, Map.of(), Map.of());

    assertThat(asked).containsExactly("100+50", "0+500", "0+1");
  }

  @Test
  void countsNoFurtherThanAnIntHolds() {
    assertThat(model.count(Map.of())).isEqualTo(Integer.MAX_VALUE);
  }

  @Test
  void findsOnlyRowsOfThePageThatWasShown() {
    assertThat(model.getRowData("row100")).isNull();
    model.setWrappedData(model.load(100, 50, Map.of(), Map.of()));

    assertThat(model.getRowData("row100")).isEqualTo("row100");
    assertThat(model.getRowData("row101")).isNull();
  }
}
