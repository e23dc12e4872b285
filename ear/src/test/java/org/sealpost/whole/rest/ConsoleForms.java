package org.sealpost.whole.rest;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.net.CookieManager;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Fills in forms of the console without a browser: to get the first tokens. */
public final class ConsoleForms {
  static final String PASSWORD = "a password of my own";
  private static final Pattern STATE =
      Pattern.compile("name=\"jakarta.faces.ViewState\"[^>]*value=\"([^\"]+)\"");
  private static final Pattern NONCE = Pattern.compile("nonce=\"([^\"]+)\"");
  private static final Pattern TOKEN = Pattern.compile("sealpost_[0-9a-f]{16}_[A-Za-z0-9_-]{43}");

  private final URI console;
  private final CookieManager cookies = new CookieManager();
  private final HttpClient client =
      HttpClient.newBuilder()
          .cookieHandler(cookies)
          .followRedirects(HttpClient.Redirect.NORMAL)
          .build();

  /** Of this console; nobody has signed in. */
  public ConsoleForms(URI console) {
    this.console = console;
  }

  /** Signs in on a one-time password, and sets one's own. */
  public ConsoleForms signInFirst(String name, String oneTime)
      throws IOException, InterruptedException {
    submit("signin.xhtml", "signIn", "submit", "name", name, "password", oneTime);
    submit(
        "account.xhtml",
        "accountForm",
        "change",
        "oldPassword",
        oneTime,
        "newPassword",
        PASSWORD,
        "repeated",
        PASSWORD);
    return this;
  }

  /** Makes a token. */
  public String token(String name, String role) throws IOException, InterruptedException {
    String page =
        submit("tokens.xhtml", "makeForm", "make", "name", name, "roles", role, "days", "1");
    Matcher token = TOKEN.matcher(page);
    if (!token.find()) {
      throw new AssertionError("no token in " + page);
    }
    return token.group();
  }

  /** The session of the browser, as a Cookie field. */
  String cookie() {
    return cookies.getCookieStore().getCookies().stream()
        .map(cookie -> cookie.getName() + "=" + cookie.getValue())
        .findFirst()
        .orElseThrow();
  }

  /** The status of a page. */
  int status(String page) throws IOException, InterruptedException {
    return get(page).statusCode();
  }

  private HttpResponse<String> get(String page) throws IOException, InterruptedException {
    return client.send(
        HttpRequest.newBuilder(console.resolve(page)).build(), BodyHandlers.ofString());
  }

  private String submit(String page, String form, String button, String... fields)
      throws IOException, InterruptedException {
    String before = get(page).body();
    List<String> pairs = new ArrayList<>();
    pairs.add(pair(form, form));
    pairs.add(pair("jakarta.faces.ViewState", find(STATE, before)));
    pairs.add(pair("primefaces.nonce", find(NONCE, before)));
    pairs.add(pair(form + ":" + button, ""));
    for (int i = 0; i < fields.length; i += 2) {
      pairs.add(pair(form + ":" + fields[i], fields[i + 1]));
    }
    HttpRequest request =
        HttpRequest.newBuilder(console.resolve(page))
            .header("Content-Type", "application/x-www-form-urlencoded")
            .POST(BodyPublishers.ofString(String.join("&", pairs)))
            .build();
    return client.send(request, BodyHandlers.ofString()).body();
  }

  private static String pair(String name, String value) {
    return URLEncoder.encode(name, UTF_8) + "=" + URLEncoder.encode(value, UTF_8);
  }

  private static String find(Pattern pattern, String page) {
    Matcher matcher = pattern.matcher(page);
    if (!matcher.find()) {
      throw new AssertionError(pattern + " is not in " + page);
    }
    return matcher.group(1);
  }
}
