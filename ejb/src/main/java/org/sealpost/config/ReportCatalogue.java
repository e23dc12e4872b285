package org.sealpost.config;

import static org.sealpost.config.SettingTypes.choice;
import static org.sealpost.config.SettingTypes.listOrNone;

import java.util.List;
import java.util.Set;

/** The part of the {@link SettingCatalogue} that says who is told of what became of mail. */
final class ReportCatalogue {
  static final SettingKey<List<PostmasterCopy>> POSTMASTER_COPIES =
      new SettingKey<>(
          "report.postmaster-copies",
          listOrNone(
              choice(PostmasterCopy.class, PostmasterCopy.DOUBLE_BOUNCE),
              PostmasterCopy.values().length,
              "double-bounce, policy"),
          "none",
          "Of which notifications the postmaster (`local.postmaster`, else `postmaster` of the host"
              + " name) gets one too, with header fields only and protected like the one to the"
              + " sender: of mail that was given up, that takes longer, or that was given up"
              + " because a server could not protect it; `double-bounce`: of notifications that"
              + " themselves cannot be delivered, of which nobody hears otherwise.");

  private ReportCatalogue() {}

  /** In the order in which the page shows them. */
  static List<SettingKey<?>> keys() {
    return List.of(POSTMASTER_COPIES);
  }

  static ReportSettings read(SettingValues values) {
    return new ReportSettings(Set.copyOf(values.value(POSTMASTER_COPIES, List.of())));
  }
}
