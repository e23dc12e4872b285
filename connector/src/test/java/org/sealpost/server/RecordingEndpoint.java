package org.sealpost.server;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.sealpost.inflow.Credential;
import org.sealpost.inflow.MailTransaction;
import org.sealpost.inflow.ScramKeys;
import org.sealpost.inflow.SignIn;
import org.sealpost.inflow.SmtpSession;
import org.sealpost.smtp.ForwardPath;
import org.sealpost.smtp.MailParameters;
import org.sealpost.smtp.Reply;
import org.sealpost.smtp.ReversePath;

/**
 * An endpoint that takes everything but what {@code refused@} addresses ask for, and remembers it.
 * Answers at once, unless told to hold mail data.
 */
final class RecordingEndpoint implements MailEndpoint {
  static final Reply STORED = Reply.of(250, "2.6.0", "Stored");

  private final List<Taken> taken = new CopyOnWriteArrayList<>();
  private final List<Consumer<Reply>> held = new CopyOnWriteArrayList<>();
  private volatile boolean holding;
  private volatile @Nullable MailTransaction last;

  /** A message with its data as text; data of more than 1 MiB is only counted. */
  record Taken(MailTransaction transaction, String data, long octets) {}

  /** Who may sign in. */
  final FakeAccounts accounts = new FakeAccounts();

  /** Forgets what was taken. */
  void clear() {
    taken.clear();
  }

  List<Taken> taken() {
    return taken;
  }

  Taken only() {
    if (taken.size() != 1) {
      throw new AssertionError("messages taken: " + taken.size());
    }
    return taken.get(0);
  }

  /** From now on mail data is not answered. */
  void hold() {
    holding = true;
  }

  List<Consumer<Reply>> held() {
    return held;
  }

  @Nullable MailTransaction last() {
    return last;
  }

  @Override
  public void scramKeys(
      SmtpSession session, String userName, Consumer<Optional<ScramKeys>> answer) {
    accounts.scramKeys(userName, answer);
  }

  @Override
  public void signIn(SmtpSession session, Credential credential, Consumer<SignIn> answer) {
    accounts.signIn(credential, answer);
  }

  @Override
  public void onReversePath(
      SmtpSession session,
      ReversePath reversePath,
      MailParameters parameters,
      Consumer<Reply> answer) {
    answer.accept(verdict(reversePath.text(), "5.7.1"));
  }

  @Override
  public void onForwardPath(
      SmtpSession session,
      ReversePath reversePath,
      ForwardPath forwardPath,
      Consumer<Reply> answer) {
    answer.accept(verdict(forwardPath.text(), "5.1.1"));
  }

  private static Reply verdict(String path, String status) {
    return path.startsWith("refused@")
        ? Reply.of(550, status, "Refused")
        : Reply.of(250, "2.0.0", "Fine");
  }

  @Override
  public void onMailData(MailTransaction transaction, Consumer<Reply> answer) {
    last = transaction;
    if (holding) {
      held.add(answer);
      return;
    }
    taken.add(read(transaction));
    answer.accept(STORED);
  }

  private static Taken read(MailTransaction transaction) {
    try (InputStream in = transaction.data().open()) {
      byte[] start = in.readNBytes(1024 * 1024);
      long octets = start.length;
      byte[] chunk = new byte[64 * 1024];
      for (int count = in.read(chunk); count >= 0; count = in.read(chunk)) {
        octets += count;
      }
      return new Taken(transaction, new String(start, StandardCharsets.UTF_8), octets);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
