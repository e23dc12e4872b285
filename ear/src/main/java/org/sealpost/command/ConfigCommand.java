package org.sealpost.command;

import java.util.List;
import java.util.Map;
import java.util.Properties;
import org.sealpost.config.Settings;
import org.sealpost.config.SettingsSources;
import org.sealpost.config.WrongSettingsException;

/** {@code sealpost config check}: reads the settings as a start would; needs no server. */
final class ConfigCommand {
  private final Arguments arguments;
  private final Properties properties;
  private final Map<String, String> environment;

  ConfigCommand(Arguments arguments, Properties properties, Map<String, String> environment) {
    this.arguments = arguments;
    this.properties = properties;
    this.environment = environment;
  }

  String run() throws CommandException {
    arguments.allow();
    if (!arguments.wordsFrom(1).equals(List.of("check"))) {
      throw CommandException.usage("config check");
    }
    try {
      Settings settings = new SettingsSources(properties, environment).read();
      return arguments.has("json")
          ? new JsonBody().put("right", true).put("data", settings.data().toString()) + "\n"
          : "The settings are right. The data directory is " + settings.data() + ".\n";
    } catch (WrongSettingsException wrong) {
      throw new CommandException(
          ExitCode.CONFIGURATION,
          "The settings are wrong:\n  " + String.join("\n  ", wrong.problems()));
    }
  }
}
