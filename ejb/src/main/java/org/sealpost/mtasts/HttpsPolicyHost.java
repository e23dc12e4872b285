package org.sealpost.mtasts;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SNIHostName;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;
import org.jspecify.annotations.Nullable;
import org.sealpost.client.PeerText;
import org.sealpost.client.PkixCheck;
import org.sealpost.client.PkixVerdict;
import org.sealpost.dns.AddressAnswer;
import org.sealpost.dns.DnsClient;
import org.sealpost.http.HttpReply;
import org.sealpost.http.HttpReply.MalformedHttpException;
import org.sealpost.http.HttpReply.TooLargeException;
import org.sealpost.mtasts.PolicyFetch.Failed;
import org.sealpost.mtasts.PolicyFetch.Fault;
import org.sealpost.mtasts.PolicyFetch.Fetched;
import org.sealpost.smtp.Domain;

/**
 * Fetches policies over HTTPS (RFC 8461 §3.3).
 *
 * <p>Choice: a GET of our own, not the client of the Java runtime. That one looks names up by
 * itself (past our resolver), takes proxies from the surroundings, and cannot be told to check a
 * certificate by DNS-ID alone; and what is needed of HTTP here is one request on one connection.
 *
 * <p>Thread-safe. One fetch takes a minute at most, whatever the Policy Host does.
 */
public final class HttpsPolicyHost implements PolicyHost {
  /** RFC 8461 §3.3: the suggested timeout. */
  private static final Duration LIMIT = Duration.ofMinutes(1);

  /** RFC 8461 §3.3: the suggested maximum. */
  static final int MOST_OCTETS = 64 * 1024;

  private static final int MOST_ADDRESSES = 4;
  private static final int MOST_DETAIL_CHARACTERS = 200;
  private static final String[] VERSIONS = {"TLSv1.3", "TLSv1.2"}; // RFC 9325 §3.1.1
  private static final int OK = 200;

  private final DnsClient dns;
  private final PkixCheck pkix;
  private final ScheduledExecutorService watch;
  private final int port;
  private final Duration limit;

  /**
   * With the limit of a minute.
   *
   * @param pkix what is trusted
   * @param watch ends fetches that take too long; stays the caller's
   * @param port 443, except in tests
   */
  public HttpsPolicyHost(DnsClient dns, PkixCheck pkix, ScheduledExecutorService watch, int port) {
    this(dns, pkix, watch, port, LIMIT);
  }

  HttpsPolicyHost(
      DnsClient dns, PkixCheck pkix, ScheduledExecutorService watch, int port, Duration limit) {
    this.dns = dns;
    this.pkix = pkix;
    this.watch = watch;
    this.port = port;
    this.limit = limit;
  }

  @Override
  public PolicyFetch fetch(Domain policyDomain) {
    String host = "mta-sts." + policyDomain.name();
    AddressAnswer answer = dns.addresses(host);
    if (!(answer instanceof AddressAnswer.Addresses found)) {
      boolean none = answer instanceof AddressAnswer.None;
      return failed(none ? host + " has no IP address" : host + " could not be looked up");
    }
    List<InetAddress> all = found.addresses();
    Attempt attempt = new Attempt(host);
    ScheduledFuture<?> alarm =
        watch.schedule(attempt::expire, limit.toMillis(), TimeUnit.MILLISECONDS);
    try {
      return attempt.over(all.subList(0, Math.min(all.size(), MOST_ADDRESSES)));
    } finally {
      alarm.cancel(false);
    }
  }

  private static Failed failed(String detail) {
    return failed(Fault.FETCH_ERROR, detail);
  }

  private static Failed failed(Fault fault, String detail) {
    return new Failed(fault, PeerText.oneLine(detail, MOST_DETAIL_CHARACTERS));
  }

  /** One fetch: several connections at most, one after the other. */
  private final class Attempt {
    private final String host;
    private final Object lock = new Object();
    private @Nullable Socket current;
    private boolean expired;

    Attempt(String host) {
      this.host = host;
    }

    /** Time is up: whatever blocks on the connection fails now. */
    void expire() {
      synchronized (lock) {
        expired = true;
        Socket socket = current;
        if (socket != null) {
          close(socket);
        }
      }
    }

    private boolean isExpired() {
      synchronized (lock) {
        return expired;
      }
    }

    /** Makes the connection the one that ends when time is up. */
    private void watched(Socket socket) throws IOException {
      synchronized (lock) {
        current = socket;
        if (expired) {
          throw new IOException("time is up");
        }
      }
    }

    private void close(Socket socket) {
      try {
        socket.close();
      } catch (IOException ignored) {
        // it is of no use any more either way
      }
    }

    PolicyFetch over(List<InetAddress> addresses) {
      Failed last = failed(host + " has no IP address");
      for (InetAddress address : addresses) {
        try (Socket socket = new Socket()) {
          watched(socket);
          int patience = Math.toIntExact(limit.dividedBy(addresses.size()).toMillis());
          socket.connect(new InetSocketAddress(address, port), Math.max(1, patience));
          return get(socket);
        } catch (IOException unreachable) {
          last = failed(isExpired() ? tooSlow() : host + " could not be reached: " + unreachable);
        }
      }
      return last;
    }

    private String tooSlow() {
      return host + " did not answer within " + limit.toSeconds() + " s";
    }

    private PolicyFetch get(Socket connected) {
      PolicyHostTrust trust = new PolicyHostTrust(pkix, host);
      try (SSLSocket tls =
          (SSLSocket) trust.socketFactory().createSocket(connected, host, port, true)) {
        tls.setSSLParameters(parameters(tls.getSSLParameters()));
        tls.startHandshake();
        return exchange(tls);
      } catch (MalformedHttpException notHttp) {
        return failed(host + " does not speak HTTP: " + notHttp.getMessage());
      } catch (TooLargeException tooLarge) {
        return failed("the policy is larger than " + MOST_OCTETS + " octets");
      } catch (IllegalArgumentException noSuchName) {
        return failed(host + " cannot be named in a TLS handshake");
      } catch (IOException broken) {
        PkixVerdict verdict = trust.verdict();
        if (verdict != null && verdict != PkixVerdict.VERIFIED) {
          return failed(Fault.WEBPKI_INVALID, host + ": " + verdict.explanation());
        }
        return failed(isExpired() ? tooSlow() : host + ": " + broken);
      }
    }

    private SSLParameters parameters(SSLParameters parameters) {
      parameters.setProtocols(VERSIONS);
      parameters.setServerNames(List.of(new SNIHostName(host))); // RFC 6066 §3
      parameters.setApplicationProtocols(new String[] {"http/1.1"}); // RFC 7301
      return parameters;
    }

    private PolicyFetch exchange(SSLSocket tls) throws IOException {
      String request =
          "GET /.well-known/mta-sts.txt HTTP/1.1\r\nHost: "
              + host
              + "\r\nUser-Agent: Sealpost\r\nAccept: text/plain\r\nConnection: close\r\n\r\n";
      tls.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
      tls.getOutputStream().flush();
      HttpReply reply =
          HttpReply.readHead(new BufferedInputStream(tls.getInputStream()), MOST_OCTETS);
      if (reply.status() != OK) {
        // RFC 8461 §3.3: nothing but 200 counts, and redirects MUST NOT be followed.
        return failed(host + " answered " + reply.status());
      }
      // RFC 8461 §3.2: so that pages of users on a shared host are not taken for policies.
      if (!reply.mediaType().equals(Optional.of("text/plain"))) {
        return failed("the media type is not text/plain: " + reply.mediaType().orElse("none"));
      }
      if (reply.contentCoding().isPresent()) {
        return failed("the reply is compressed, which was not asked for");
      }
      PolicyText.Reading reading = PolicyText.read(reply.body());
      if (reading instanceof PolicyText.Valid valid) {
        return new Fetched(valid.policy());
      }
      if (reading instanceof PolicyText.Malformed malformed) {
        return failed(Fault.INVALID, "the policy is malformed: " + malformed.reason());
      }
      throw new AssertionError(reading);
    }
  }
}
