package org.sealpost.queue;

import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import jakarta.json.JsonValue;
import jakarta.json.spi.JsonProvider;
import java.io.StringReader;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.sealpost.client.PeerText;
import org.sealpost.client.PkixVerdict;
import org.sealpost.client.SessionFault;
import org.sealpost.client.TlsUse;
import org.sealpost.client.dane.DaneVerdict;
import org.sealpost.delivery.HostOrigin;
import org.sealpost.delivery.HostTrace;
import org.sealpost.delivery.Published;
import org.sealpost.delivery.SessionEvidence;
import org.sealpost.delivery.TraceEnd;
import org.sealpost.mtasts.PolicyFetch;
import org.sealpost.policy.CertificateCheck;
import org.sealpost.policy.DaneFact;
import org.sealpost.policy.HostFacts;
import org.sealpost.policy.MtaStsFact;
import org.sealpost.policy.MxFact;
import org.sealpost.policy.OperatorExceptions;
import org.sealpost.policy.TransportDecision;
import org.sealpost.policy.TransportDecision.Connect;
import org.sealpost.policy.TransportDecision.Skip;
import org.sealpost.smtp.TlsRequirement;

/**
 * Traces as they stand in the database: a JSON array with an object for each host, in which what is
 * not known is left out.
 */
final class TraceText {
  /** The width of the column. */
  static final int MOST_CHARACTERS = 32_000;

  private static final int MOST_RESULT = 800;
  private static final int MOST_DETAIL = 500;
  private static final JsonProvider JSON = JsonProvider.provider();

  private TraceText() {}

  /** Writes a trace; hosts at the end that do not fit are left out. */
  static String write(List<HostTrace> hosts) {
    StringBuilder text = new StringBuilder("[");
    for (HostTrace host : hosts) {
      String one = write(host).build().toString();
      if (text.length() + one.length() + 2 > MOST_CHARACTERS) {
        break;
      }
      text.append(text.length() == 1 ? "" : ",").append(one);
    }
    return text.append(']').toString();
  }

  private static JsonObjectBuilder write(HostTrace host) {
    JsonObjectBuilder json = JSON.createObjectBuilder();
    json.add("host", PeerText.oneLine(host.host(), MOST_DETAIL));
    add(json, "address", host.address());
    json.add("asked", host.asked().name());
    json.add("stage", host.stage().name());
    json.add("origin", origin(host.origin()));
    TransportDecision demand = host.demand();
    if (demand instanceof Connect connect) {
      json.add("connect", connect(connect));
    } else if (demand instanceof Skip skip) {
      json.add("skip", skip.reason().name());
    }
    SessionEvidence session = host.session();
    if (session != null) {
      json.add("session", session(session));
    }
    json.add("end", host.end().name());
    json.add("result", PeerText.oneLine(host.result(), MOST_RESULT));
    if (!host.laidDown().equals(OperatorExceptions.NONE)) {
      json.add("laidDown", laidDown(host.laidDown()));
    }
    return json;
  }

  private static JsonObjectBuilder laidDown(OperatorExceptions laidDown) {
    return JSON.createObjectBuilder()
        .add("requireTls", laidDown.requireTls())
        .add("forbidPlaintext", laidDown.forbidPlaintext())
        .add("ignoreDane", laidDown.ignoreDane())
        .add("ignoreMtaSts", laidDown.ignoreMtaSts())
        .add("pins", strings(laidDown.pins()));
  }

  private static JsonObjectBuilder origin(HostOrigin origin) {
    JsonObjectBuilder json = JSON.createObjectBuilder();
    json.add("source", origin.source().name());
    HostFacts facts = origin.facts();
    if (facts != null) {
      json.add("mx", facts.mx().name());
      json.add("mtaSts", facts.mtaSts().name());
      json.add("dane", facts.dane().name());
    }
    json.add("signed", origin.signed());
    add(json, "policy", origin.policy());
    json.add("daneAsked", origin.daneAsked());
    add(json, "daneDetail", origin.daneDetail());
    add(json, "stsFault", origin.published().stsFault());
    return json;
  }

  private static JsonObjectBuilder connect(Connect connect) {
    return JSON.createObjectBuilder()
        .add("tls", connect.tls().name())
        .add("check", connect.check().name())
        .add("requireTls", connect.requireTls())
        .add("retryPlain", connect.retryPlain())
        .add("pins", strings(connect.pins()));
  }

  private static JsonArrayBuilder strings(Set<String> all) {
    JsonArrayBuilder sorted = JSON.createArrayBuilder();
    new TreeSet<>(all).forEach(sorted::add);
    return sorted;
  }

  private static JsonObjectBuilder session(SessionEvidence session) {
    JsonObjectBuilder json = JSON.createObjectBuilder();
    add(json, "version", session.version());
    add(json, "cipher", session.cipher());
    add(json, "pkix", session.pkix());
    add(json, "dane", session.dane());
    add(json, "pinned", session.pinned());
    JsonArrayBuilder keywords = JSON.createArrayBuilder();
    session.keywords().forEach(keywords::add);
    json.add("keywords", keywords);
    add(json, "fault", session.fault());
    add(json, "plainAfter", session.plainAfter());
    add(json, "own", session.ends().own());
    add(json, "peerName", session.ends().peerName());
    if (session.ends().again()) {
      json.add("again", true);
    }
    return json;
  }

  private static void add(JsonObjectBuilder json, String name, @Nullable Object value) {
    if (value != null) {
      json.add(name, PeerText.oneLine(value.toString(), MOST_DETAIL));
    }
  }

  /** Reads what {@link #write} wrote. */
  static List<HostTrace> read(String text) {
    try (var reader = JSON.createReader(new StringReader(text))) {
      return reader.readArray().stream().map(JsonValue::asJsonObject).map(TraceText::host).toList();
    }
  }

  private static HostTrace host(JsonObject json) {
    return new HostTrace(
        json.getString("host"),
        json.getString("address", null),
        TlsRequirement.valueOf(json.getString("asked")),
        TlsRequirement.valueOf(json.getString("stage")),
        readOrigin(json.getJsonObject("origin")),
        demand(json),
        json.containsKey("session") ? readSession(json.getJsonObject("session")) : null,
        TraceEnd.valueOf(json.getString("end")),
        json.getString("result"),
        json.containsKey("laidDown")
            ? readLaidDown(json.getJsonObject("laidDown"))
            : OperatorExceptions.NONE);
  }

  private static OperatorExceptions readLaidDown(JsonObject json) {
    return new OperatorExceptions(
        json.getBoolean("requireTls"),
        json.getBoolean("forbidPlaintext"),
        json.getBoolean("ignoreDane"),
        json.getBoolean("ignoreMtaSts"),
        Set.copyOf(strings(json, "pins")));
  }

  private static HostOrigin readOrigin(JsonObject json) {
    HostFacts facts =
        json.containsKey("mx")
            ? new HostFacts(
                MxFact.valueOf(json.getString("mx")),
                MtaStsFact.valueOf(json.getString("mtaSts")),
                DaneFact.valueOf(json.getString("dane")))
            : null;
    return new HostOrigin(
        HostOrigin.Source.valueOf(json.getString("source")),
        facts,
        json.getBoolean("signed"),
        json.getString("policy", null),
        json.getBoolean("daneAsked"),
        json.getString("daneDetail", ""),
        json.containsKey("stsFault")
            ? Published.recorded(PolicyFetch.Fault.valueOf(json.getString("stsFault")))
            : Published.NOTHING);
  }

  private static @Nullable TransportDecision demand(JsonObject json) {
    if (json.containsKey("skip")) {
      return new Skip(TransportDecision.Reason.valueOf(json.getString("skip")));
    }
    if (!json.containsKey("connect")) {
      return null;
    }
    JsonObject connect = json.getJsonObject("connect");
    return new Connect(
        TlsUse.valueOf(connect.getString("tls")),
        CertificateCheck.valueOf(connect.getString("check")),
        connect.getBoolean("requireTls"),
        connect.getBoolean("retryPlain"),
        Set.copyOf(strings(connect, "pins")));
  }

  private static SessionEvidence readSession(JsonObject json) {
    return new SessionEvidence(
        json.getString("version", null),
        json.getString("cipher", null),
        json.containsKey("pkix") ? PkixVerdict.valueOf(json.getString("pkix")) : null,
        json.containsKey("dane") ? DaneVerdict.valueOf(json.getString("dane")) : null,
        json.containsKey("pinned") ? Boolean.valueOf(json.getString("pinned")) : null,
        strings(json, "keywords"),
        kind(json, "fault"),
        kind(json, "plainAfter"),
        new SessionEvidence.Ends(
            json.getString("own", null),
            json.getString("peerName", null),
            json.getBoolean("again", false)));
  }

  private static SessionFault.@Nullable Kind kind(JsonObject json, String name) {
    return json.containsKey(name) ? SessionFault.Kind.valueOf(json.getString(name)) : null;
  }

  private static List<String> strings(JsonObject json, String name) {
    return json.getJsonArray(name).getValuesAs(jakarta.json.JsonString::getString);
  }
}
