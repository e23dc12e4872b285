package org.sealpost.web.rest;

import jakarta.ejb.EJB;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.ws.rs.core.Response;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.sealpost.admin.Handover;
import org.sealpost.admin.Letter;
import org.sealpost.admin.SendCommands;
import org.sealpost.admin.SpooledMail;
import org.sealpost.admin.WriteOnce.Answer;
import org.sealpost.smtp.TlsRequirement;

/** Hands messages over to intake, with what is known of the connection they came by. */
@RequestScoped
public class Sending {
  @EJB private SendCommands commands;
  @Inject private Writes writes;
  @Inject private HttpServletRequest request;

  Response send(LetterBody body) throws IOException {
    Input input = new Input();
    Letter letter =
        new Letter(
            input.text("from", body.from(), 1_000),
            orNone(body.to()),
            orNone(body.cc()),
            orNone(body.bcc()),
            body.subject() == null ? "" : body.subject(),
            body.text() == null ? input.wrong("text", "is missing", "") : body.text(),
            input.oneOf("requirement", body.requirement(), TlsRequirement.class));
    if (letter.to().isEmpty() && letter.cc().isEmpty() && letter.bcc().isEmpty()) {
      input.wrong("to", "is missing: give at least one of to, cc and bcc", "");
    }
    input.check();
    boolean required = letter.requirement() == TlsRequirement.REQUIRED;
    Handover handover =
        handover(commands.reversePath(letter), commands.forwardPaths(letter), required);
    try (SpooledMail mail = commands.spool(letter)) {
      return hand(body, handover, mail);
    }
  }

  Response send(
      InputStream message, @Nullable String from, List<String> to, @Nullable String requirement)
      throws IOException {
    Input input = new Input();
    String path = input.text("from", from, 1_000);
    if (to.isEmpty()) {
      input.wrong("to", "is missing", "");
    }
    TlsRequirement asked = input.oneOf("requirement", requirement, TlsRequirement.class);
    if (asked == TlsRequirement.OPTIONAL) {
      input.wrong("requirement", "is REQUIRED or DEFAULT; TLS-Required: No is a header field", "");
    }
    input.check();
    Handover handover = handover(path, to, asked == TlsRequirement.REQUIRED);
    try (SpooledMail mail = commands.spool(message)) {
      return hand(mail.sha256(), handover, mail);
    }
  }

  private Response hand(Object body, Handover handover, SpooledMail mail) {
    return writes.run(
        body,
        actor -> {
          List<String> ids = commands.send(handover, mail);
          SentBody sent = new SentBody(ids.get(0), ids);
          return new Answer(201, "/api/v1/messages/" + ids.get(0), Json.write(sent));
        });
  }

  private Handover handover(String from, List<String> to, boolean required) throws IOException {
    InetAddress client = InetAddress.getByName(request.getRemoteAddr());
    // RFC 8689 §4.1: what has to be protected comes in protected; nobody listens on loopback.
    if (required && !request.isSecure() && !client.isLoopbackAddress()) {
      throw new ProblemException(
          ProblemType.REFUSED, "A message with the requirement REQUIRED is handed in over HTTPS.");
    }
    Object cipher = request.getAttribute("jakarta.servlet.request.cipher_suite");
    return new Handover(
        from,
        to,
        required,
        new InetSocketAddress(client, request.getRemotePort()),
        new InetSocketAddress(
            InetAddress.getByName(request.getLocalAddr()), request.getLocalPort()),
        request.isSecure() ? Objects.toString(cipher, "unknown") : null);
  }

  private static List<String> orNone(@Nullable List<String> texts) {
    return texts == null ? List.of() : texts.stream().filter(Objects::nonNull).toList();
  }
}
