package org.sealpost.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.sealpost.client.ClientFixture.carried;
import static org.sealpost.client.ClientFixture.mail;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.sealpost.client.FakeMx.Script;
import org.sealpost.client.RecipientResult.Taken;

@Tag("rfc5321-4.5.2")
class MailDataTest {
  @ParameterizedTest
  @CsvSource({
    "'',                 '.~'",
    "a~,                 a~.~",
    "a,                  a~.~",
    ".~,                 ..~.~",
    "..~,                ...~.~",
    ".a~.b~,             ..a~..b~.~",
    "a.b~.~~.,           a.b~..~~..~.~",
    "a~.,                a~..~.~",
  })
  void doublesLeadingDotsAndEndsWithItsOwn(String text, String expected) throws IOException {
    assertThat(sent(text.replace("~", "\r\n"))).isEqualTo(expected.replace("~", "\r\n"));
  }

  @Test
  void doublesDotsWhereverABlockEnds() throws IOException {
    Random random = new Random(5321);
    for (int round = 0; round < 200; round++) {
      StringBuilder text = new StringBuilder();
      int length = 30_000 + random.nextInt(10_000);
      while (text.length() < length) {
        text.append(random.nextInt(3) == 0 ? ".".repeat(random.nextInt(4)) : "line");
        text.append("\r\n");
      }
      String expected = text.toString().replaceAll("(?m)^\\.", "..") + ".\r\n";
      assertThat(sent(text.toString())).isEqualTo(expected);
    }
  }

  @Test
  void sendsASmallMessageWithItsEndInOneWrite() throws IOException {
    CountingOutput target = new CountingOutput();
    output(target).mailData(ClientFixture.content("Subject: x\r\n\r\n" + "y".repeat(20_000)));

    assertThat(target.writes).hasSize(1);
  }

  @Test
  void arrivesAsItWasSent() {
    String text = ".\r\n..\r\n.x\r\n" + "z".repeat(70_000) + "\r\n.\r\n";
    ClientFixture fixture = new ClientFixture();
    try (FakeMx mx = FakeMx.start(new Script());
        SmtpClientSession session = fixture.opened(mx, TlsUse.NONE)) {
      assertThat(carried(session.send(mail(text, "b@one.example"))))
          .singleElement()
          .isInstanceOf(Taken.class);

      assertThat(mx.received().get(0).data())
          .isEqualTo("..\r\n...\r\n..x\r\n" + "z".repeat(70_000) + "\r\n..\r\n");
    }
  }

  @Test
  @Tag("rfc5321-4.5.3.2.5")
  void endsAWriteThatTakesTooLong() throws IOException {
    StallWatch watch = new StallWatch();
    try (Socket socket = new Socket()) {
      StallWatch.Guard guard = watch.guard(socket);
      guard.arm(Duration.ofMinutes(3));
      watch.sweep();
      assertThat(socket.isClosed()).isFalse();

      guard.disarm();
      guard.arm(Duration.ZERO);
      watch.sweep();
      assertThat(socket.isClosed()).isTrue();
      assertThat(guard.isExpired()).isTrue();
    }
  }

  private static String sent(String text) throws IOException {
    CountingOutput target = new CountingOutput();
    output(target).mailData(ClientFixture.content(text));
    return target.all.toString(StandardCharsets.ISO_8859_1);
  }

  private static PeerOutput output(OutputStream target) {
    return new PeerOutput(target, new StallWatch().guard(new Socket()), Duration.ofMinutes(3));
  }

  /** Remembers what came and in how many writes. */
  private static final class CountingOutput extends OutputStream {
    private final ByteArrayOutputStream all = new ByteArrayOutputStream();
    private final List<Integer> writes = new ArrayList<>();

    @Override
    public void write(int octet) {
      all.write(octet);
      writes.add(1);
    }

    @Override
    public void write(byte[] octets, int from, int count) {
      all.write(octets, from, count);
      writes.add(count);
    }
  }
}
