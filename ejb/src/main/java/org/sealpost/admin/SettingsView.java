package org.sealpost.admin;

import jakarta.annotation.security.RolesAllowed;
import jakarta.ejb.Stateless;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import org.eclipse.microprofile.config.Config;
import org.eclipse.microprofile.config.ConfigProvider;
import org.jspecify.annotations.Nullable;
import org.sealpost.account.Role;
import org.sealpost.config.Route;
import org.sealpost.config.Settings;
import org.sealpost.config.SettingsInForce;
import org.sealpost.config.SettingsSources;
import org.sealpost.config.microprofile.SettingOrigins;
import org.sealpost.smtp.Domain;

/** Reads the settings in force; they are changed where they come from. */
@Stateless
@TransactionAttribute(TransactionAttributeType.NOT_SUPPORTED)
@RolesAllowed({Role.Name.ADMINISTRATOR, Role.Name.OPERATOR, Role.Name.AUDITOR})
public class SettingsView {
  @Inject private Settings settings;

  /** Every setting, and the routes. */
  public List<SettingRow> settings() {
    Config config = ConfigProvider.getConfig();
    return new SettingsInForce(settings.data(), new SettingOrigins(config)::find)
        .rows(SettingsSources.keysAmong(config.getPropertyNames())).stream()
            .map(
                row ->
                    new SettingRow(
                        row.name(),
                        row.value(),
                        row.origin().name(),
                        row.line(),
                        row.place(),
                        row.effect()))
            .toList();
  }

  /** The routes, by domain; that of all other domains comes last. */
  public List<RouteRow> routes() {
    List<RouteRow> rows = new ArrayList<>();
    settings.delivery().routes().entrySet().stream()
        .sorted(Comparator.comparing((Map.Entry<Domain, Route> each) -> each.getKey().name()))
        .forEach(each -> rows.add(RouteRow.of(each.getKey(), each.getValue())));
    @Nullable Route others = settings.delivery().defaultRoute();
    if (others != null) {
      rows.add(RouteRow.of(null, others));
    }
    return rows;
  }
}
