package org.sealpost.container;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.jboss.arquillian.core.api.annotation.Observes;
import org.jboss.arquillian.core.api.event.ManagerStarted;
import org.jboss.arquillian.core.spi.LoadableExtension;
import org.sealpost.whole.RunningSealpost;

/**
 * Makes the domain that Arquillian starts: a fresh one each time, on ports nobody has, with the
 * data directory and the SMTP ports of Sealpost among its JVM options. {@code arquillian.xml} reads
 * the two system properties that this sets.
 */
public final class ServerDomain implements LoadableExtension {
  /** Name of the domain, in the domains of the unpacked server: its starter looks nowhere else. */
  private static final String NAME = "sealpost-inside";

  /** The admin port that create-domain derives from the base. */
  private static final int ADMIN_OFFSET = 48;

  private static final int BEFORE_THE_CONFIGURATION_IS_READ = 100;

  @Override
  public void register(ExtensionBuilder builder) {
    builder.observer(Maker.class);
  }

  /** Called by Arquillian when it starts. */
  public static final class Maker {
    /** Makes the domain. */
    public void make(
        @Observes(precedence = BEFORE_THE_CONFIGURATION_IS_READ) ManagerStarted started)
        throws IOException, InterruptedException {
      Path home = Path.of(System.getProperty("payara.home"));
      Path domain = home.resolve("glassfish/domains").resolve(NAME);
      removeThatOfAnEarlierRun(domain);
      List<Integer> ports = RunningSealpost.freePorts(4);
      int portBase = ports.get(0) % 20_000 + 10_000;
      create(home, portBase);
      addJvmOptions(
          domain,
          List.of(
              "sealpost.data=" + domain.resolve("data"),
              "sealpost.local.domains=" + QueueInContainerIT.LOCAL_DOMAIN,
              "sealpost.smtp.relay.port=" + ports.get(1),
              "sealpost.smtp.submission.port=" + ports.get(2),
              "sealpost.smtp.submissions.port=" + ports.get(3)));
      System.setProperty("sealpost.domain", NAME);
      System.setProperty("sealpost.admin.port", Integer.toString(portBase + ADMIN_OFFSET));
    }

    private static void removeThatOfAnEarlierRun(Path domain) throws IOException {
      if (Files.exists(domain)) {
        try (Stream<Path> all = Files.walk(domain)) {
          for (Path each : all.sorted(Comparator.reverseOrder()).toList()) {
            Files.delete(each);
          }
        }
      }
    }

    private static void create(Path home, int portBase) throws IOException, InterruptedException {
      Process process =
          new ProcessBuilder(
                  home.resolve("bin/asadmin").toString(),
                  "create-domain",
                  "--nopassword=true",
                  "--portbase=" + portBase,
                  NAME)
              .redirectErrorStream(true)
              .start();
      String printed = new String(process.getInputStream().readAllBytes(), UTF_8);
      assertThat(process.waitFor(5, TimeUnit.MINUTES)).as("asadmin ended").isTrue();
      assertThat(process.exitValue()).as(printed).isZero();
    }

    private static void addJvmOptions(Path domain, List<String> properties) throws IOException {
      Path file = domain.resolve("config/domain.xml");
      List<String> lines = new ArrayList<>();
      for (String line : Files.readAllLines(file)) {
        // In every configuration of the file: only that of the server itself is used.
        if (line.strip().startsWith("<java-config ")) {
          lines.add(line);
          properties.forEach(each -> lines.add("<jvm-options>-D" + each + "</jvm-options>"));
        } else {
          lines.add(line);
        }
      }
      Files.write(file, lines);
    }
  }
}
