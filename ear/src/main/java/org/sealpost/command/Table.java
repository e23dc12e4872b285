package org.sealpost.command;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Rows in columns. What comes from outside cannot steer the terminal. */
final class Table {
  private static final int WIDEST = 60;

  private final List<String> columns;
  private final List<List<String>> rows = new ArrayList<>();

  Table(String... columns) {
    this.columns = List.of(columns);
  }

  /** A row of the members with these names. */
  void add(Map<?, ?> object, String... members) {
    List<String> row = new ArrayList<>();
    for (String member : members) {
      row.add(cut(text(object.get(member))));
    }
    rows.add(row);
  }

  String text() {
    List<Integer> widths = new ArrayList<>();
    for (int i = 0; i < columns.size(); i++) {
      int column = i;
      int widest = rows.stream().mapToInt(row -> row.get(column).length()).max().orElse(0);
      widths.add(Math.max(columns.get(i).length(), widest));
    }
    StringBuilder text = new StringBuilder(line(columns, widths));
    rows.forEach(row -> text.append(line(row, widths)));
    return text.toString();
  }

  private static String line(List<String> cells, List<Integer> widths) {
    StringBuilder line = new StringBuilder();
    for (int i = 0; i < cells.size(); i++) {
      line.append(String.format("%-" + (widths.get(i) + 2) + "s", cells.get(i)));
    }
    return line.toString().stripTrailing() + "\n";
  }

  /** A value as people read it: numbers without a fraction, nothing for null. */
  static String text(@Nullable Object value) {
    if (value == null) {
      return "";
    }
    if (value instanceof Double number && number == Math.rint(number)) {
      return Long.toString(number.longValue());
    }
    if (value instanceof List<?> list) {
      return list.stream().map(Table::text).collect(Collectors.joining(" "));
    }
    return visible(value.toString());
  }

  /** Without control characters. */
  static String visible(String text) {
    return text.replaceAll("[\\p{Cntrl}\\p{Cf}]", "?");
  }

  private static String cut(String text) {
    return text.length() <= WIDEST ? text : text.substring(0, WIDEST - 1) + "…";
  }
}
