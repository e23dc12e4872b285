package org.sealpost.web.page;

import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import org.primefaces.model.FilterMeta;
import org.primefaces.model.LazyDataModel;
import org.primefaces.model.SortMeta;

/**
 * A list that is read one page at a time. It holds the rows of the page last shown, so a selection
 * refers to what the operator saw. Not for two threads; a bean keeps it in a transient field and
 * makes a new one where it is gone.
 *
 * @param <T> the row
 */
public final class PageModel<T> extends LazyDataModel<T> {
  private static final long serialVersionUID = 1L;
  private static final int MOST_ROWS = 500;

  /** Reads one page. */
  @FunctionalInterface
  public interface Loader<T> {
    /**
     * Reads rows.
     *
     * @param first index of the first row
     * @param most how many rows, at most 500
     * @param sort what to sort by, null for the list's own order
     */
    List<T> load(int first, int most, @Nullable SortMeta sort);
  }

  private final transient LongSupplier counter;
  private final transient Loader<T> loader;
  private final transient Function<T, Object> key;

  /** A list. {@code key} gives each row its own key. */
  public PageModel(LongSupplier counter, Loader<T> loader, Function<T, Object> key) {
    this.counter = counter;
    this.loader = loader;
    this.key = key;
  }

  @Override
  public int count(Map<String, FilterMeta> filterBy) {
    return (int) Math.min(counter.getAsLong(), Integer.MAX_VALUE);
  }

  @Override
  public List<T> load(
      int first, int pageSize, Map<String, SortMeta> sortBy, Map<String, FilterMeta> filterBy) {
    SortMeta sort = sortBy.values().stream().filter(SortMeta::isActive).findFirst().orElse(null);
    return loader.load(first, Math.max(1, Math.min(pageSize, MOST_ROWS)), sort);
  }

  @Override
  public @Nullable T getRowData(String rowKey) {
    List<T> page = getWrappedData();
    if (page == null) {
      return null;
    }
    return page.stream().filter(row -> getRowKey(row).equals(rowKey)).findFirst().orElse(null);
  }

  @Override
  public String getRowKey(T row) {
    return String.valueOf(key.apply(row));
  }
}
