package org.sealpost.certificate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

class ChallengeListenerTest {
  private static InetSocketAddress free() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return (InetSocketAddress) socket.getLocalSocketAddress();
    }
  }

  private static HttpResponse<String> get(InetSocketAddress address, String path)
      throws IOException, InterruptedException {
    URI uri = URI.create("http://127.0.0.1:" + address.getPort() + path);
    return HttpClient.newHttpClient()
        .send(HttpRequest.newBuilder(uri).build(), BodyHandlers.ofString());
  }

  @Test
  @Tag("rfc8555-8.3")
  void tellsTheKeyAuthorizationOfAnExpectedTokenAndNothingElse() throws Exception {
    InetSocketAddress address = free();
    try (ChallengeListener listener = new ChallengeListener(address)) {
      listener.expect("token", "token.thumbprint");

      assertThat(get(address, "/.well-known/acme-challenge/token").body())
          .isEqualTo("token.thumbprint");
      for (String path : new String[] {"/", "/token", "/.well-known/acme-challenge/other"}) {
        assertThat(get(address, path).statusCode()).isEqualTo(404);
      }
    }
    assertThatThrownBy(() -> get(address, "/")).isInstanceOf(IOException.class);
  }

  @Test
  void answersWhileOthersOnlyHoldAConnection() throws Exception {
    InetSocketAddress address = free();
    try (ChallengeListener listener = new ChallengeListener(address);
        Socket silent = new Socket(address.getAddress(), address.getPort());
        Socket slow = new Socket(address.getAddress(), address.getPort())) {
      slow.getOutputStream().write("GET / HT".getBytes(StandardCharsets.US_ASCII));
      listener.expect("token", "token.thumbprint");

      assertThat(get(address, "/.well-known/acme-challenge/token").body())
          .isEqualTo("token.thumbprint");
      assertThat(silent.isConnected()).isTrue();
    }
  }

  @Test
  void saysWhichSettingToChangeWhereThePortIsTaken() throws Exception {
    try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      InetSocketAddress address = (InetSocketAddress) taken.getLocalSocketAddress();
      assertThatThrownBy(() -> new ChallengeListener(address).close())
          .isInstanceOf(IOException.class)
          .hasMessageContaining("acme.bind");
    }
  }
}
