package org.sealpost.command;

import java.io.InputStream;
import java.io.PrintStream;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What {@code sealpost} and its words do. */
public final class SealpostCommand {
  private static final Set<String> WORDS = Set.of("queue", "domain", "send", "config", "whoami");

  /** The words and options. */
  public static final String USAGE =
      """
      queue list [FILTER] [--sort COLUMN] [--order asc|desc] [--limit N]
      queue show QUEUE-ID
      queue retry|hold|release RECIPIENT… | FILTER [--reason TEXT] [--dry-run]
      queue delete|fail RECIPIENT… | FILTER --reason TEXT [--dry-run]
      queue requiretls REQUIRED|DEFAULT|OPTIONAL RECIPIENT… | FILTER [--reason TEXT] [--dry-run]
                       [--no-retry]
      queue prioritise URGENT|NORMAL|BULK RECIPIENT… | FILTER [--dry-run]
      queue schedule TIME RECIPIENT… | FILTER   not before, as 2030-01-31T08:00:00Z
      queue route mx|ROUTE|"" RECIPIENT… | FILTER   another way; "" as the settings say
      queue bulks                         what goes on with a FILTER, or did in the last hour
      queue cancel BULK                   ends it; what was done stays done
      domain check DOMAIN
      send --from ADDRESS --to ADDRESS… [--cc …] [--bcc …] [--subject TEXT]
           [--requirement …] [FILE]       the text, from FILE or standard input
      send --message --from ADDRESS --to ADDRESS… [--requirement REQUIRED] [FILE]
                                          a whole message (RFC 5322)
      config check                        reads the settings; needs no server
      whoami                              whom the token speaks for

      FILTER is --domain NAME, --state STATE, --requirement …, --text TEXT, or --all. What it lets
      through is worked at by the server, and the command waits for the end; --no-wait: it does not.
      Every command takes --json, --url and --token-file.\
      """;

  private final Properties properties;
  private final Map<String, String> environment;
  private final String version;

  /** With the environment of the process. */
  public SealpostCommand(Properties properties, Map<String, String> environment, String version) {
    this.properties = properties;
    this.environment = Map.copyOf(environment);
    this.version = version;
  }

  /** Whether a word begins a command. */
  public static boolean knows(String word) {
    return WORDS.contains(word);
  }

  /** Carries it out; returns the exit status. */
  public int run(List<String> typed, InputStream input, PrintStream out, PrintStream err) {
    try {
      out.print(run(Arguments.of(typed), input, err));
      out.flush();
      return ExitCode.DONE.code();
    } catch (CommandException failed) {
      err.println("sealpost: " + failed.why().replaceAll("[\\p{Cntrl}&&[^\n]]", "?"));
      return failed.code().code();
    }
  }

  private String run(Arguments arguments, InputStream input, PrintStream err)
      throws CommandException {
    String first = arguments.words().isEmpty() ? "" : arguments.words().get(0);
    if (first.equals("config")) {
      return new ConfigCommand(arguments, properties, environment).run();
    }
    RestClient client = new RestClient(Access.of(arguments, environment), version);
    return switch (first) {
      case "queue" -> new QueueCommand(client, arguments, err).run();
      case "domain" -> new DomainCommand(client, arguments).run();
      case "send" -> new SendCommand(client, arguments, input).run();
      case "whoami" -> whoami(client, arguments);
      default -> throw CommandException.usage("There is no command " + first + ".");
    };
  }

  private static String whoami(RestClient client, Arguments arguments) throws CommandException {
    arguments.allow();
    if (arguments.words().size() > 1) {
      throw CommandException.usage("whoami");
    }
    RestClient.Answer answer = client.get("me", Map.of());
    Map<String, @Nullable Object> me = answer.object();
    return arguments.has("json")
        ? answer.body() + "\n"
        : Table.text(me.get("user")) + ": " + Table.text(me.get("roles")) + "\n";
  }
}
