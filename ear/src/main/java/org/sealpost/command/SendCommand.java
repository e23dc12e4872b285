package org.sealpost.command;

import java.io.IOException;
import java.io.InputStream;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/** {@code sealpost send}: the text comes from a file or from standard input. */
final class SendCommand {
  private final RestClient client;
  private final Arguments arguments;
  private final InputStream input;

  SendCommand(RestClient client, Arguments arguments, InputStream input) {
    this.client = client;
    this.arguments = arguments;
    this.input = input;
  }

  String run() throws CommandException {
    arguments.allow("from", "to", "cc", "bcc", "subject", "requirement", "message");
    List<String> words = arguments.wordsFrom(1);
    String from =
        arguments.value("from").orElseThrow(() -> CommandException.usage("--from is missing."));
    boolean forSomebody =
        Stream.of("to", "cc", "bcc").anyMatch(each -> !arguments.values(each).isEmpty());
    if (!forSomebody) {
      throw CommandException.usage("--to is missing.");
    }
    if (words.size() > 1) {
      throw CommandException.usage("send takes one file, or - for standard input.");
    }
    byte[] text = read(words.isEmpty() ? "-" : words.get(0));
    RestClient.Answer answer = arguments.has("message") ? message(from, text) : letter(from, text);
    return arguments.has("json")
        ? answer.body() + "\n"
        : Table.text(answer.object().get("queueId")) + "\n";
  }

  private RestClient.Answer letter(String from, byte[] text) throws CommandException {
    JsonBody body =
        new JsonBody()
            .put("from", from)
            .put("to", arguments.values("to"))
            .put("cc", arguments.values("cc"))
            .put("bcc", arguments.values("bcc"))
            .put("subject", arguments.value("subject").orElse(""))
            .put("text", new String(text, StandardCharsets.UTF_8));
    arguments
        .value("requirement")
        .ifPresent(one -> body.put("requirement", one.toUpperCase(Locale.ROOT)));
    return client.write("POST", "messages", body);
  }

  private RestClient.Answer message(String from, byte[] text) throws CommandException {
    StringBuilder query = new StringBuilder("?from=" + RestClient.encoded(from));
    arguments.values("to").forEach(to -> query.append("&to=").append(RestClient.encoded(to)));
    arguments
        .value("requirement")
        .ifPresent(one -> query.append("&requirement=").append(RestClient.encoded(one)));
    return client.write(
        "POST", "messages" + query, "message/rfc822", BodyPublishers.ofByteArray(text));
  }

  private byte[] read(String file) throws CommandException {
    try {
      return file.equals("-") ? input.readAllBytes() : Files.readAllBytes(Path.of(file));
    } catch (IOException unreadable) {
      throw new CommandException(ExitCode.NO_INPUT, "Cannot read " + file + ".");
    }
  }
}
