package org.sealpost.web.rest;

import jakarta.json.bind.Jsonb;
import jakarta.json.bind.JsonbBuilder;
import jakarta.json.bind.JsonbConfig;
import jakarta.json.bind.adapter.JsonbAdapter;
import jakarta.ws.rs.ext.ContextResolver;
import jakarta.ws.rs.ext.Provider;
import org.sealpost.smtp.Domain;

/**
 * How objects are written as JSON: instants as in ISO 8601, nothing for null, names as they are.
 */
@Provider
public class Json implements ContextResolver<Jsonb> {
  private static final Jsonb JSON =
      JsonbBuilder.create(
          new JsonbConfig()
              .withAdapters(new OfDomain())
              // A member that means nothing here is a mistake of the client's, to be told.
              .setProperty("jsonb.fail-on-unknown-properties", true));

  @Override
  public Jsonb getContext(Class<?> type) {
    return JSON;
  }

  static String write(Object value) {
    return JSON.toJson(value);
  }

  /** A domain as a text, in A-labels. */
  public static final class OfDomain implements JsonbAdapter<Domain, String> {
    @Override
    public String adaptToJson(Domain domain) {
      return domain.name();
    }

    @Override
    public Domain adaptFromJson(String text) {
      return Input.domain("domain", text);
    }
  }
}
