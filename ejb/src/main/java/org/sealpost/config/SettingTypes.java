package org.sealpost.config;

import java.net.InetAddress;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.UnknownHostException;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.sealpost.smtp.Domain;
import org.sealpost.smtp.Mailbox;
import org.sealpost.smtp.Network;
import org.sealpost.smtp.SaslMechanism;

/** The types that settings have. No method here looks up a name. */
final class SettingTypes {
  private static final Pattern DIGITS = Pattern.compile("\\d{1,18}");
  private static final Pattern IPV4 = Pattern.compile("\\d{1,3}(\\.\\d{1,3}){3}");
  private static final Pattern IPV6 = Pattern.compile("[0-9A-Fa-f:.]*:[0-9A-Fa-f:.]*");
  private static final int MAX_PORT = 65535;
  private static final int PARTS = 3;

  /** Written in place of a list without entries, because an empty value means "not set". */
  static final String NO_ENTRIES = "none";

  private SettingTypes() {}

  static SettingType<Boolean> bool() {
    return new SettingType<>("boolean", "true or false", "true", SettingTypes::readBoolean);
  }

  static SettingType<Integer> port(int example) {
    return new SettingType<>(
        "port",
        "a port number from 1 to 65535",
        Integer.toString(example),
        text -> readPort(text).stream().boxed().findFirst());
  }

  static SettingType<Integer> integer(String unit, int least, int most, int example) {
    SettingType<Long> wide = wideInteger(unit, least, most, example);
    return new SettingType<>(
        wide.name(), wide.right(), wide.example(), text -> wide.read(text).map(Math::toIntExact));
  }

  static SettingType<Long> wideInteger(String unit, long least, long most, long example) {
    return new SettingType<>(
        "whole number, " + unit,
        "a whole number of " + unit + " from " + least + " to " + most,
        Long.toString(example),
        text -> readInteger(text, least, most));
  }

  static SettingType<Duration> duration(Duration least, Duration most, String example) {
    return new SettingType<>(
        "duration",
        "a duration (ISO 8601) from " + least + " to " + most,
        example,
        text -> readDuration(text, least, most));
  }

  static SettingType<String> address() {
    return new SettingType<>(
        "IP address",
        "an IP address of this machine, 0.0.0.0 for all",
        "127.0.0.1",
        text -> Optional.of(text).filter(SettingTypes::isAddress));
  }

  static SettingType<String> serverAddress() {
    return new SettingType<>(
        "IP address with optional port",
        "an IP address with an optional port; with a port an IPv6 address stands in brackets",
        "127.0.0.1:53",
        text -> Optional.of(text).filter(SettingTypes::isServerAddress));
  }

  static SettingType<Domain> domain(String example) {
    return new SettingType<>("domain", "a domain name", example, Domain::parse);
  }

  static SettingType<SaslMechanism> mechanism() {
    return new SettingType<>(
        "SASL mechanism",
        "one of "
            + Arrays.stream(SaslMechanism.values())
                .map(SaslMechanism::wireName)
                .collect(Collectors.joining(", ")),
        SaslMechanism.SCRAM_SHA_256.wireName(),
        SaslMechanism::named);
  }

  static SettingType<String> mxPattern() {
    return new SettingType<>(
        "host name",
        "a host name, or *. before the domain that all of them are in",
        "mail.example.org",
        SettingTypes::readMxPattern);
  }

  static SettingType<Network> network() {
    return new SettingType<>(
        "network", "an IP address or a network", "192.0.2.0/24", Network::parse);
  }

  static SettingType<Mailbox> mailbox(String example) {
    return new SettingType<>("e-mail address", "an e-mail address", example, Mailbox::parse);
  }

  /** One of the constants of an enum, written in lower case with hyphens. */
  static <E extends Enum<E>> SettingType<E> choice(Class<E> type, E example) {
    List<E> constants = List.of(type.getEnumConstants());
    List<String> words = constants.stream().map(SettingTypes::word).toList();
    return new SettingType<>(
        "choice",
        words.size() == 2 ? String.join(" or ", words) : "one of " + String.join(", ", words),
        word(example),
        text -> constants.stream().filter(one -> word(one).equalsIgnoreCase(text)).findFirst());
  }

  private static String word(Enum<?> constant) {
    return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /** Any text of one line, up to 500 characters. */
  static SettingType<String> text(String what, String example) {
    return new SettingType<>(
        "text",
        what + " of at most 500 characters",
        example,
        text -> Optional.of(text).filter(set -> set.length() <= 500));
  }

  /** A file, or a document that is fetched over https. */
  static SettingType<String> fileOrHttps(String what, String example) {
    return new SettingType<>(
        "file or URL",
        "a readable file or an https URL, " + what,
        example,
        text -> text.contains("://") ? readHttps(text) : readPath(text).map(Path::toString));
  }

  static SettingType<URI> httpsUrl(String example) {
    return new SettingType<>(
        "URL", "an https URL", example, text -> readHttps(text).map(URI::create));
  }

  static SettingType<URI> httpUrl(String example) {
    return new SettingType<>(
        "URL",
        "an http or https URL",
        example,
        text -> readUrl(text, Set.of("http", "https")).map(URI::create));
  }

  private static Optional<String> readHttps(String text) {
    return readUrl(text, Set.of("https"));
  }

  private static Optional<String> readUrl(String text, Set<String> schemes) {
    try {
      URI url = new URI(text);
      boolean whole =
          url.getScheme() != null && schemes.contains(url.getScheme()) && url.getHost() != null;
      return whole ? Optional.of(text) : Optional.empty();
    } catch (URISyntaxException notAUrl) {
      return Optional.empty();
    }
  }

  static SettingType<DnsSettings.Validation> validation() {
    return new SettingType<>(
        "builtin, trust-ad or off",
        "builtin, trust-ad or off",
        "builtin",
        text ->
            Stream.of(DnsSettings.Validation.values())
                .filter(value -> value.text().equals(text))
                .findFirst());
  }

  /** Whether a server address that was read by {@link #serverAddress} is on this machine. */
  static boolean isLoopback(String serverAddress) {
    int bracket = serverAddress.indexOf(']');
    int colon = serverAddress.indexOf(':');
    boolean ipv4WithPort = colon >= 0 && colon == serverAddress.lastIndexOf(':');
    String host =
        bracket >= 0
            ? serverAddress.substring(1, bracket)
            : ipv4WithPort ? serverAddress.substring(0, colon) : serverAddress;
    try {
      return InetAddress.getByName(host).isLoopbackAddress();
    } catch (UnknownHostException notNumeric) {
      return false;
    }
  }

  static SettingType<Path> file(String what, String example) {
    return new SettingType<>("file", "a readable file, " + what, example, text -> readPath(text));
  }

  static SettingType<Path> directory(String example) {
    return new SettingType<>("directory", "a readable directory", example, text -> readPath(text));
  }

  /** Three limits: for an address, a site, a provider. */
  static SettingType<List<Integer>> perAddress(String what, String example) {
    SettingType<List<Integer>> list = listOf(integer(what, 1, 1_000_000, 10), PARTS, example);
    return new SettingType<>(
        "three whole numbers, " + what,
        "three whole numbers of " + what + " from 1 to 1000000, separated by commas",
        example,
        text -> list.read(text).filter(values -> values.size() == PARTS));
  }

  /** At least one entry, separated by commas. */
  static <T> SettingType<List<T>> listOf(SettingType<T> entry, int most, String example) {
    return new SettingType<>(
        "list, " + entry.name(),
        "1 to " + most + " entries separated by commas, each " + entry.right(),
        example,
        text -> readList(entry, most, text));
  }

  /** As {@link #listOf}, and {@code none} for no entry. */
  static <T> SettingType<List<T>> listOrNone(SettingType<T> entry, int most, String example) {
    SettingType<List<T>> some = listOf(entry, most, example);
    return new SettingType<>(
        some.name(),
        NO_ENTRIES + ", or " + some.right(),
        example,
        text -> text.equals(NO_ENTRIES) ? Optional.of(List.of()) : some.read(text));
  }

  /** Whether the text is a numeric IPv4 or IPv6 address, without brackets. */
  static boolean isAddress(String text) {
    if (!IPV4.matcher(text).matches() && !IPV6.matcher(text).matches()) {
      return false;
    }
    try {
      // The patterns allow nothing that would be looked up as a name.
      return InetAddress.getByName(text).getAddress().length > 0;
    } catch (UnknownHostException outOfRange) {
      return false;
    }
  }

  static OptionalInt readPort(String text) {
    return readInteger(text, 1, MAX_PORT).stream().mapToInt(Math::toIntExact).findFirst();
  }

  private static boolean isServerAddress(String text) {
    if (isAddress(text)) {
      return true;
    }
    int colon = text.lastIndexOf(':');
    if (colon < 0 || readPort(text.substring(colon + 1)).isEmpty()) {
      return false;
    }
    String host = text.substring(0, colon);
    boolean bracketed = host.startsWith("[") && host.endsWith("]");
    return bracketed
        ? host.contains(":") && isAddress(host.substring(1, host.length() - 1))
        : IPV4.matcher(host).matches() && isAddress(host);
  }

  private static Optional<String> readMxPattern(String text) {
    String wildcard = text.startsWith("*.") ? "*." : "";
    return Domain.parse(text.substring(wildcard.length()))
        .filter(domain -> !domain.isAddressLiteral())
        .map(domain -> wildcard + domain.name());
  }

  private static Optional<Boolean> readBoolean(String text) {
    String lower = text.toLowerCase(Locale.ROOT);
    return lower.equals("true") || lower.equals("false")
        ? Optional.of(lower.equals("true"))
        : Optional.empty();
  }

  private static Optional<Long> readInteger(String text, long least, long most) {
    if (!DIGITS.matcher(text).matches()) {
      return Optional.empty();
    }
    return Optional.of(Long.parseLong(text)).filter(value -> least <= value && value <= most);
  }

  private static Optional<Duration> readDuration(String text, Duration least, Duration most) {
    try {
      return Optional.of(Duration.parse(text))
          .filter(value -> value.compareTo(least) >= 0 && value.compareTo(most) <= 0);
    } catch (DateTimeParseException notIso) {
      return Optional.empty();
    }
  }

  private static Optional<Path> readPath(String text) {
    try {
      return Optional.of(Path.of(text));
    } catch (InvalidPathException notAPath) {
      return Optional.empty();
    }
  }

  private static <T> Optional<List<T>> readList(SettingType<T> entry, int most, String text) {
    List<T> values = new ArrayList<>();
    for (String part : text.split(",", -1)) {
      Optional<T> value = entry.read(part.strip());
      if (value.isEmpty()) {
        return Optional.empty();
      }
      values.add(value.get());
    }
    return values.size() <= most ? Optional.of(List.copyOf(values)) : Optional.empty();
  }
}
