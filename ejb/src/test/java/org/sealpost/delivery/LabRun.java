package org.sealpost.delivery;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.sealpost.client.FakeMx;
import org.sealpost.client.FakeMxDialogue;
import org.sealpost.delivery.LabHost.Placed;
import org.sealpost.delivery.LabMail.End;
import org.sealpost.delivery.LabMail.Sender;
import org.sealpost.lab.PolicyHosts.Answer;
import org.sealpost.lab.Wire;
import org.sealpost.tlsrpt.SessionResults;

/** One case while it happens: its servers are up, and its messages are sent one after the other. */
final class LabRun implements AutoCloseable {
  private final LabWorld world;
  private final LabScene scene;
  private final List<Server> servers = new ArrayList<>();
  private NextHopDelivery delivery;
  private LabRecorder.@Nullable Sent lastSent;
  private @Nullable DeliveryResult lastResult;

  LabRun(LabWorld world, TlsCase row) throws IOException {
    this.world = world;
    this.scene = world.scene(row);
    this.delivery = world.delivery(scene);
    for (Placed host : scene.hosts()) {
      servers.add(new Server(host, host.wire()));
    }
  }

  /** A server and the wire before it. */
  private final class Server {
    private final Placed host;
    private final @Nullable FakeMx mx;
    private final @Nullable Wire wire;
    private int received;
    private int named;

    Server(Placed host, Wire.Fault fault) {
      this.host = host;
      this.mx = host.listens() ? FakeMx.start(host.script()) : null;
      this.wire =
          mx == null ? null : Wire.between(address(host, world.port()), mx.address(), fault);
    }

    int connections() {
      return wire == null ? 0 : wire.connections();
    }

    List<FakeMx.Received> newlyReceived() {
      List<FakeMx.Received> all = mx == null ? List.of() : mx.received();
      List<FakeMx.Received> fresh = all.subList(received, all.size());
      received = all.size();
      return fresh;
    }

    List<String> newNames() {
      List<String> all = mx == null ? List.of() : mx.serverNames();
      List<String> fresh = all.subList(named, all.size());
      named = all.size();
      return fresh;
    }

    boolean hasHeard(String mark) {
      boolean inside =
          mx != null
              && mx.dialogues().stream()
                  .anyMatch(one -> one.clear().contains(mark) || one.secured().contains(mark));
      return inside || (wire != null && wire.sent().stream().anyMatch(one -> one.contains(mark)));
    }

    /** Ends it, and hands what it has heard to the recorder. */
    void close() {
      if (mx == null || wire == null) {
        return;
      }
      wire.close();
      mx.close();
      String where = scene.row() + ", " + host.name();
      wire.sent().forEach(octets -> world.recorder().raw(where, octets));
      for (FakeMxDialogue each : mx.dialogues()) {
        world.recorder().connection(where, scene.isProvable(host), each);
      }
    }
  }

  private static InetSocketAddress address(Placed host, int port) {
    try {
      return new InetSocketAddress(InetAddress.getByName(host.address()), port);
    } catch (UnknownHostException impossible) {
      throw new IllegalStateException(host.address(), impossible);
    }
  }

  /** Sends one message and checks what has to become of it. */
  void send(LabMail mail) {
    LabRecorder.Sent sent = sent(mail);
    DeliveryJob job = LabMessages.job(scene, mail, sent, lastResult);
    DeliveryResult result = delivery.attempt(job);
    world.told().add(scene, mail, SessionResults.of(job.nextHopDomain(), result.trace()));
    checkEnd(mail, result);
    for (int i = 1; i <= servers.size(); i++) {
      checkServer(mail, sent, i);
    }
    if (!mail.connections().isEmpty()) {
      assertThat(servers.stream().map(Server::connections).toList()).isEqualTo(mail.connections());
    }
    lastSent = sent;
    lastResult = result;
  }

  /** A notification of this server's own is about the message before it, and has its marks. */
  private LabRecorder.Sent sent(LabMail mail) {
    boolean required = mail.isRequired();
    LabRecorder.Sent sent =
        mail.sender() == Sender.SELF
            ? requireNonNull(lastSent)
            : world.recorder().message(scene.row().toString(), required);
    if (mail.isWeaker()) {
      sent.becomesRecognisable();
    }
    return sent;
  }

  private static void checkEnd(LabMail mail, DeliveryResult result) {
    RecipientOutcome outcome = result.outcomes().get(0);
    Failure failure = null;
    End end = End.RELAYED;
    if (outcome instanceof RecipientOutcome.Deferred deferred) {
      end = End.DEFERRED;
      failure = deferred.failure();
    } else if (outcome instanceof RecipientOutcome.Failed failed) {
      end = End.FAILED;
      failure = failed.failure();
    }
    assertThat(end).as("%s", outcome).isEqualTo(mail.end());
    if (failure != null) {
      assertThat(failure.status()).as("%s", outcome).hasToString(mail.status());
      for (String words : mail.said()) {
        assertThat(failure.explanation()).contains(words);
      }
    }
    String trace =
        result.trace().stream()
            .map(each -> each.decision() + " | " + each.tls() + " | " + each.result())
            .collect(Collectors.joining("\n"));
    for (String fact : mail.shown()) {
      assertThat(trace).contains(fact);
    }
  }

  private void checkServer(LabMail mail, LabRecorder.Sent sent, int number) {
    Server server = servers.get(number - 1);
    List<FakeMx.Received> received = server.newlyReceived();
    assertThat(server.newNames())
        .as("names in handshakes with mx%s", number)
        .allMatch(name -> name.equals(server.host.serverName()));
    if (!mail.hosts().contains(number)) {
      assertThat(received).as("mx%s", number).isEmpty();
    } else {
      assertThat(received).as("mx%s", number).hasSize(1);
      checkReceived(mail, sent, received.get(0));
    }
    if (!mail.mayBeHeardBy(number) && mail.sender() != Sender.SELF) {
      assertThat(marks(sent)).as("mx%s", number).noneMatch(server::hasHeard);
    }
  }

  private static void checkReceived(LabMail mail, LabRecorder.Sent sent, FakeMx.Received received) {
    assertThat(received.tls()).isEqualTo(!mail.isInClear());
    assertThat(received.mail().contains("REQUIRETLS")).isEqualTo(mail.carriesParameter());
    List<String> secrets = sent.marks().secrets();
    if (mail.sender() == Sender.SELF) {
      assertThat(received.data()).contains(sent.marks().recognition().get(1));
    }
    if (mail.isWeaker() || (mail.sender() == Sender.SELF && sent.isRequired())) {
      assertThat(received.data()).contains(sent.marks().recognition().get(1));
      assertThat(secrets).noneMatch(received.data()::contains);
    } else if (mail.sender() != Sender.SELF) {
      assertThat(received.data()).contains(secrets);
    }
  }

  private static List<String> marks(LabRecorder.Sent sent) {
    return Stream.concat(sent.marks().recognition().stream(), sent.marks().secrets().stream())
        .toList();
  }

  /** Forgets all that is not in the database: connections, DNS answers. */
  void restart() {
    delivery.close();
    try {
      delivery = world.delivery(scene);
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
  }

  /** Changes what the Policy Host says. */
  void policyBecomes(Answer answer) {
    world.policyHosts().serve(scene.domain(), scene.filled(answer));
  }

  /** Changes records of the unsigned zone, which are found after a restart only. */
  void recordBecomes(String name, String... lines) {
    world
        .names()
        .replace(scene.filled(name), Stream.of(lines).map(scene::filled).toArray(String[]::new));
  }

  /** How often a policy of the domain was asked for. */
  long policyRequests() {
    String name = "mta-sts." + scene.domain();
    return world.policyHosts().requests().stream().filter(name::equals).count();
  }

  /** How the wire before a server treats connections from now on. */
  void wireBecomes(int number, Wire.Fault fault) {
    Wire wire = servers.get(number - 1).wire;
    if (wire != null) {
      wire.becomes(fault);
    }
  }

  /** What one more attempt comes to, whatever it is. */
  DeliveryResult attempt(LabMail mail) {
    return delivery.attempt(LabMessages.job(scene, mail, sent(mail), lastResult));
  }

  /** How many octets a server has sent to us. */
  int octetsFrom(int number) {
    Wire wire = servers.get(number - 1).wire;
    return wire == null ? 0 : wire.octetsToClient();
  }

  /** How many octets we have sent to a server. */
  int octetsTo(int number) {
    Wire wire = servers.get(number - 1).wire;
    return wire == null ? 0 : wire.sent().stream().mapToInt(String::length).sum();
  }

  @Override
  public void close() {
    delivery.close();
    servers.forEach(Server::close);
  }
}
