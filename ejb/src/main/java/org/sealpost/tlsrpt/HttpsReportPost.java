package org.sealpost.tlsrpt;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SNIHostName;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManager;
import org.sealpost.client.PeerText;
import org.sealpost.dns.AddressAnswer;
import org.sealpost.dns.DnsClient;
import org.sealpost.http.HttpReply;
import org.sealpost.smtp.AddressLiteral;

/**
 * Posts reports over TLS. Redirects are not followed, and nothing of what the server says is read
 * but the head of its reply.
 *
 * <p>Choice: the certificate of the server is not checked. RFC 8460 §3 allows that and §7 says why
 * it is better so: who has set up TLS wrongly is to hear of it, and whoever could come between
 * could take the report away in any case.
 *
 * <p>Where a domain wants its reports is its own word: without a setting they are not posted to
 * addresses that only the own network has.
 */
public final class HttpsReportPost implements ReportPost {
  private static final Duration LIMIT = Duration.ofSeconds(30);
  private static final int MOST_ADDRESSES = 4;
  private static final int MOST_DETAIL = 200;
  private static final String[] VERSIONS = {"TLSv1.3", "TLSv1.2"}; // RFC 9325 §3.1.1

  private final DnsClient dns;
  private final ScheduledExecutorService watch;
  private final boolean privateTargets;
  private final Duration limit;

  /**
   * With a limit of half a minute for each report.
   *
   * @param watch ends what takes too long; stays the caller's
   * @param privateTargets whether reports may go to addresses of the own network
   */
  public HttpsReportPost(DnsClient dns, ScheduledExecutorService watch, boolean privateTargets) {
    this(dns, watch, privateTargets, LIMIT);
  }

  HttpsReportPost(
      DnsClient dns, ScheduledExecutorService watch, boolean privateTargets, Duration limit) {
    this.dns = dns;
    this.watch = watch;
    this.privateTargets = privateTargets;
    this.limit = limit;
  }

  @Override
  public Answer post(URI uri, byte[] gzip) {
    String host = uri.getHost();
    List<InetAddress> addresses = addresses(host);
    if (addresses.isEmpty()) {
      return failed(host + " has no IP address that could be looked up");
    }
    List<InetAddress> allowed =
        addresses.stream()
            .filter(address -> privateTargets || !PrivateAddresses.contain(address))
            .limit(MOST_ADDRESSES)
            .toList();
    if (allowed.isEmpty()) {
      return failed(host + " is at an address of a private network (tlsrpt.private-targets)");
    }
    Answer last = failed(host + " could not be reached");
    for (InetAddress address : allowed) {
      try (Socket socket = new Socket()) {
        last = within(socket, address, uri, gzip);
        if (last instanceof Taken) {
          return last;
        }
      } catch (IOException | IllegalArgumentException failure) {
        last = failed(host + ": " + failure);
      }
    }
    return last;
  }

  private List<InetAddress> addresses(String host) {
    String literal = host.startsWith("[") ? "[IPv6:" + host.substring(1) : "[" + host + "]";
    return AddressLiteral.parse(literal)
        .map(each -> List.of(each.address()))
        .orElseGet(
            () ->
                dns.addresses(host) instanceof AddressAnswer.Addresses found
                    ? found.addresses()
                    : List.of());
  }

  private Answer within(Socket socket, InetAddress address, URI uri, byte[] gzip)
      throws IOException {
    ScheduledFuture<?> alarm =
        watch.schedule(() -> close(socket), limit.toMillis(), TimeUnit.MILLISECONDS);
    try {
      int port = uri.getPort() < 0 ? 443 : uri.getPort();
      socket.connect(new InetSocketAddress(address, port), Math.toIntExact(limit.toMillis()));
      try (SSLSocket tls =
          (SSLSocket)
              trustingAll().getSocketFactory().createSocket(socket, uri.getHost(), port, true)) {
        tls.setSSLParameters(parameters(tls.getSSLParameters(), uri.getHost()));
        tls.startHandshake();
        return exchange(tls, uri, gzip);
      }
    } finally {
      alarm.cancel(false);
    }
  }

  private static void close(Socket socket) {
    try {
      socket.close();
    } catch (IOException ignored) {
      // it is of no use any more either way
    }
  }

  private static SSLParameters parameters(SSLParameters parameters, String host) {
    parameters.setProtocols(VERSIONS);
    parameters.setApplicationProtocols(new String[] {"http/1.1"}); // RFC 7301
    if (host.chars().anyMatch(Character::isLetter) && !host.startsWith("[")) {
      parameters.setServerNames(List.of(new SNIHostName(host))); // RFC 6066 §3: no addresses
    }
    return parameters;
  }

  private static SSLContext trustingAll() {
    try {
      SSLContext context = SSLContext.getInstance("TLS");
      context.init(null, new TrustManager[] {new AnyCertificate()}, null);
      return context;
    } catch (GeneralSecurityException broken) {
      throw new IllegalStateException("this Java runtime has no TLS", broken);
    }
  }

  private static Answer exchange(SSLSocket tls, URI uri, byte[] gzip) throws IOException {
    String path = uri.getRawPath().isEmpty() ? "/" : uri.getRawPath();
    String target = uri.getRawQuery() == null ? path : path + "?" + uri.getRawQuery();
    String authority = uri.getPort() < 0 ? uri.getHost() : uri.getHost() + ":" + uri.getPort();
    String head =
        "POST "
            + target
            + " HTTP/1.1\r\nHost: "
            + authority
            // RFC 8460 §5.4
            + "\r\nContent-Type: application/tlsrpt+gzip\r\nContent-Length: "
            + gzip.length
            + "\r\nUser-Agent: Sealpost\r\nConnection: close\r\n\r\n";
    OutputStream out = tls.getOutputStream();
    out.write(head.getBytes(StandardCharsets.US_ASCII));
    out.write(gzip);
    out.flush();
    int status = HttpReply.readHead(new BufferedInputStream(tls.getInputStream()), 0).status();
    return status >= 200 && status < 300
        ? new Taken(status)
        : failed(uri.getHost() + " answered " + status);
  }

  private static Answer failed(String detail) {
    return new NotTaken(PeerText.oneLine(detail, MOST_DETAIL));
  }
}
