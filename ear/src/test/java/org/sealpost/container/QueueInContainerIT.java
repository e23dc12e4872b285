package org.sealpost.container;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import jakarta.ejb.EJBException;
import jakarta.transaction.UserTransaction;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import javax.naming.InitialContext;
import javax.naming.NamingException;
import javax.sql.DataSource;
import org.assertj.core.api.Assertions;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.arquillian.container.test.api.Testable;
import org.jboss.arquillian.junit5.ArquillianExtension;
import org.jboss.shrinkwrap.api.ShrinkWrap;
import org.jboss.shrinkwrap.api.asset.EmptyAsset;
import org.jboss.shrinkwrap.api.asset.StringAsset;
import org.jboss.shrinkwrap.api.spec.EnterpriseArchive;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.sealpost.account.ConsoleAccounts;
import org.sealpost.account.PasswordRefusedException;
import org.sealpost.admin.QueueCommands;
import org.sealpost.delivery.RecipientOutcome;
import org.sealpost.queue.ClaimRound;
import org.sealpost.queue.Claimed;
import org.sealpost.queue.Ended;
import org.sealpost.queue.Lease;
import org.sealpost.queue.Ledger;
import org.sealpost.queue.RecipientState;
import org.sealpost.smtp.EnvelopeRecipient;
import org.sealpost.smtp.ForwardPath;
import org.sealpost.smtp.Mailbox;
import org.sealpost.testkit.WireClient;

/**
 * What the beans of the queue, of the operators and of the accounts do to the database, under the
 * container's transactions: all of it or nothing, at the very moment that was promised.
 */
@ExtendWith(ArquillianExtension.class)
final class QueueInContainerIT {
  /** Its mail ends in a mailbox here. */
  static final String LOCAL_DOMAIN = "box.example";

  private static final String SMALL = "Subject: small\r\n\r\nbody\r\n";

  /** Above what the queue keeps in memory, so that it is written before the transaction ends. */
  private static final String LARGE = SMALL + ("x".repeat(70) + "\r\n").repeat(3_000);

  private static final AtomicLong KEYS = new AtomicLong(9_000_000);

  private Rows rows;
  private UserTransaction transaction;
  private Ledger ledger;
  private QueueCommands commands;
  private ConsoleAccounts accounts;

  /** The EAR as it is shipped, and one more web module with this class in it. */
  @Deployment
  static EnterpriseArchive sealpostAndTheTests() throws IOException, URISyntaxException {
    WebArchive tests =
        ShrinkWrap.create(WebArchive.class, "tests.war")
            .addClasses(QueueInContainerIT.class, NoSignIn.class, Rows.class, WireClient.class)
            .addAsLibrary(
                new File(
                    Assertions.class.getProtectionDomain().getCodeSource().getLocation().toURI()))
            .addAsWebInfResource(EmptyAsset.INSTANCE, "beans.xml");
    EnterpriseArchive ear =
        ShrinkWrap.createFromZipFile(
            EnterpriseArchive.class, new File(System.getProperty("sealpost.ear")));
    String descriptor;
    try (InputStream in = ear.get("META-INF/application.xml").getAsset().openStream()) {
      descriptor = new String(in.readAllBytes(), UTF_8);
    }
    String module =
        "<module><web><web-uri>tests.war</web-uri><context-root>/tests</context-root></web></module>";
    return ear.addAsModule(Testable.archiveToTest(tests))
        .setApplicationXML(
            new StringAsset(
                descriptor.replace("<library-directory>", module + "<library-directory>")));
  }

  // The names are ours, and nobody else writes into that directory.
  @SuppressWarnings("BanJNDI")
  @BeforeEach
  void lookUp() throws NamingException {
    DataSource database = InitialContext.doLookup("java:app/jdbc/sealpost");
    rows = new Rows(database);
    transaction = InitialContext.doLookup("java:comp/UserTransaction");
    ledger = InitialContext.doLookup("java:app/sealpost-ejb/LedgerBean");
    commands = InitialContext.doLookup("java:app/sealpost-ejb/QueueCommands");
    accounts = InitialContext.doLookup("java:app/sealpost-ejb/ConsoleAccounts");
  }

  @Test
  void messageIsThereWithAllItsRecipientsWhenItIsAnswered() throws Exception {
    assertThat(send("together.example", SMALL, "one", "two", "three").code()).isEqualTo(250);
    assertThat(rows.count("message where hello_name = ?", "together.example")).isOne();
    assertThat(
            rows.count(
                "recipient r join message m on m.id = r.message_id where m.hello_name = ?",
                "together.example"))
        .isEqualTo(3);
  }

  @Test
  void oneRecipientThatCannotBeWrittenLeavesNothingOfTheMessage() throws Exception {
    try (Rows.Refusal refusal =
        rows.refuseUnless("recipient", "forward_path <> 'refused@box.example'")) {
      assertThat(refusal).isNotNull();
      assertLeavesNothing("commit.example", SMALL, "one", "refused");
    }
    assertThat(send("commit.example", SMALL, "one", "refused").code()).isEqualTo(250);
  }

  @Test
  void endpointThatThrowsInTheMidstLeavesNothing() throws Exception {
    try (Rows.Refusal refusal = rows.refuseUnless("message", "hello_name <> 'throwing.example'")) {
      assertThat(refusal).isNotNull();
      assertLeavesNothing("throwing.example", LARGE, "one", "two");
    }
    assertThat(send("throwing.example", LARGE, "one", "two").code()).isEqualTo(250);
  }

  /** It is answered with 451 (RFC 5321 §4.2.3: local error, the client keeps the message). */
  private void assertLeavesNothing(String helloName, String content, String... localParts)
      throws Exception {
    int chunks = rows.count("message_chunk");
    int recipients = rows.count("recipient");
    assertThat(send(helloName, content, localParts).code()).isEqualTo(451);
    assertThat(rows.count("message where hello_name = ?", helloName)).isZero();
    assertThat(rows.count("message_chunk")).isEqualTo(chunks);
    assertThat(rows.count("recipient")).isEqualTo(recipients);
  }

  @Test
  void claimIsCommittedWhateverBecomesOfTheCallersTransaction() throws Exception {
    long message = newMessage("claimed");
    long recipient = KEYS.incrementAndGet();
    rows.insertWaiting(recipient, message, "claimed@far.example");
    transaction.begin();
    List<Claimed> claimed = claim();
    transaction.rollback();
    assertThat(claimed).hasSize(1);
    assertThat(rows.state(recipient)).isEqualTo("DELIVERING");
    assertThat(claim()).isEmpty();
    // Read after the claiming transaction, each piece in one of its own.
    try (InputStream content = claimed.get(0).content().open()) {
      assertThat(new String(content.readAllBytes(), US_ASCII)).isEqualTo("claimed");
    }
  }

  private List<Claimed> claim() {
    Lease lease = new Lease("tests.example", Rows.FAR_AWAY.plus(Duration.ofMinutes(5)));
    return ledger.claim(ClaimRound.ofAll(lease, Rows.FAR_AWAY, 10)).attempts();
  }

  @Test
  void outcomesAreWrittenWithWhatFollowsFromThemOrNotAtAll() throws Exception {
    long message = newMessage("outcomes");
    Ended taken = delivered(message, "taken@far.example");
    Ended refused = delivered(message, "refused@far.example");
    try (Rows.Refusal refusal =
        rows.refuseUnless("mailbox_entry", "mailbox <> 'refused@far.example'")) {
      assertThat(refusal).isNotNull();
      assertThatThrownBy(() -> ledger.record(List.of(taken, refused)))
          .isInstanceOf(EJBException.class);
    }
    assertThat(rows.state(taken.recipientId())).isEqualTo("DELIVERING");
    assertThat(rows.count("attempt where message_id = ?", message)).isZero();
    assertThat(rows.count("mailbox_entry where message_id = ?", message)).isZero();

    ledger.record(List.of(taken, refused));
    assertThat(rows.state(taken.recipientId())).isEqualTo("DELIVERED");
    assertThat(rows.state(refused.recipientId())).isEqualTo("DELIVERED");
    assertThat(rows.count("attempt where message_id = ?", message)).isEqualTo(2);
    assertThat(rows.count("mailbox_entry where message_id = ?", message)).isEqualTo(2);
  }

  private Ended delivered(long message, String address) throws Exception {
    long recipient = KEYS.incrementAndGet();
    rows.insertLeased(recipient, message, address);
    ForwardPath path = new ForwardPath(Mailbox.of(address));
    return new Ended(
        message,
        recipient,
        1,
        Instant.now(),
        Instant.now(),
        Instant.now().plus(Duration.ofDays(5)),
        RecipientState.DELIVERED,
        null,
        null,
        new EnvelopeRecipient(path),
        new RecipientOutcome.Delivered(path),
        List.of(),
        List.of());
  }

  @Test
  void operatorsCommandAndItsAuditLineShareTheCallersTransaction() throws Exception {
    long message = newMessage("held");
    long recipient = KEYS.incrementAndGet();
    rows.insertWaiting(recipient, message, "held@far.example");
    transaction.begin();
    assertThat(commands.hold("ada", List.of(recipient))).isOne();
    transaction.rollback();
    assertThat(rows.state(recipient)).isEqualTo("QUEUED");
    assertThat(rows.count("audit_entry where message_id = ?", message)).isZero();

    assertThat(commands.hold("ada", List.of(recipient))).isOne();
    assertThat(rows.state(recipient)).isEqualTo("HELD");
    assertThat(rows.count("audit_entry where message_id = ?", message)).isOne();
  }

  @Test
  void oneTimePasswordIsGoneOnlyWhenTheNewOneIsCommitted() throws Exception {
    Path file = Path.of(System.getProperty("sealpost.data"), "initial-admin-password");
    char[] oneTime = Files.readAllLines(file).get(0).toCharArray();
    char[] own = "a password of my own".toCharArray();
    transaction.begin();
    accounts.changePassword("admin", oneTime, own);
    transaction.rollback();
    assertThat(file).exists();
    assertThat(accounts.verify("admin", oneTime)).isPresent();
    assertThatThrownBy(() -> accounts.changePassword("admin", oneTime, "short".toCharArray()))
        .isInstanceOf(PasswordRefusedException.class);
    assertThat(file).exists();

    accounts.changePassword("admin", oneTime, own);
    assertThat(file).doesNotExist();
    assertThat(accounts.verify("admin", oneTime)).isEmpty();
    assertThat(accounts.verify("admin", own)).isPresent();
  }

  private long newMessage(String content) throws Exception {
    long id = KEYS.incrementAndGet();
    rows.insertMessage(id, content.getBytes(US_ASCII));
    return id;
  }

  private static WireClient.Received send(String helloName, String content, String... localParts)
      throws IOException {
    int port = Integer.getInteger("sealpost.smtp.relay.port");
    InetSocketAddress relay = new InetSocketAddress(InetAddress.getLoopbackAddress(), port);
    try (WireClient client = WireClient.connect(relay).patience(Duration.ofMinutes(1))) {
      client.read();
      client.command("EHLO " + helloName);
      client.command("MAIL FROM:<sender@sender.example>");
      for (String localPart : localParts) {
        client.command("RCPT TO:<" + localPart + "@" + LOCAL_DOMAIN + ">");
      }
      client.command("DATA");
      client.send(content);
      return client.command(".");
    }
  }
}
