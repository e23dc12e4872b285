package org.sealpost.command;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Words and options as they were typed: {@code --name value}, {@code --name=value}, or {@code
 * --name} alone for those that have no value. After {@code --} everything is a word.
 */
final class Arguments {
  private static final Set<String> WITHOUT_VALUE =
      Set.of("json", "all", "dry-run", "no-retry", "no-wait", "help", "message");

  private final List<String> words = new ArrayList<>();
  private final Map<String, List<String>> options = new LinkedHashMap<>();

  private Arguments() {}

  static Arguments of(List<String> typed) throws CommandException {
    Arguments arguments = new Arguments();
    boolean onlyWords = false;
    for (int i = 0; i < typed.size(); i++) {
      String each = typed.get(i);
      if (onlyWords || !each.startsWith("--")) {
        arguments.words.add(each);
      } else if (each.equals("--")) {
        onlyWords = true;
      } else {
        String name = each.substring(2).replaceFirst("=.*", "");
        String value = "";
        if (each.contains("=") && WITHOUT_VALUE.contains(name)) {
          throw CommandException.usage("--" + name + " takes no value.");
        } else if (each.contains("=")) {
          value = each.substring(each.indexOf('=') + 1);
        } else if (!WITHOUT_VALUE.contains(name)) {
          i++;
          if (i == typed.size()) {
            throw CommandException.usage("--" + name + " needs a value.");
          }
          value = typed.get(i);
        }
        arguments.options.computeIfAbsent(name, key -> new ArrayList<>()).add(value);
      }
    }
    return arguments;
  }

  List<String> words() {
    return words;
  }

  /** The words from one on. */
  List<String> wordsFrom(int index) {
    return words.subList(Math.min(index, words.size()), words.size());
  }

  boolean has(String option) {
    return options.containsKey(option);
  }

  /** The last value of an option. */
  Optional<String> value(String option) {
    List<String> values = options.get(option);
    return values == null ? Optional.empty() : Optional.of(values.get(values.size() - 1));
  }

  List<String> values(String option) {
    return options.getOrDefault(option, List.of());
  }

  /** Refuses every option but these and those that every command has. */
  void allow(String... names) throws CommandException {
    Set<String> allowed = new HashSet<>(Set.of("url", "token-file", "json"));
    allowed.addAll(List.of(names));
    for (String given : options.keySet()) {
      if (!allowed.contains(given)) {
        throw CommandException.usage("--" + given + " means nothing here.");
      }
    }
  }
}
