package org.sealpost.delivery;

import java.util.ArrayList;
import java.util.List;
import java.util.function.BiFunction;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.sealpost.client.FakeMx.Fault;
import org.sealpost.client.FakeMx.Script;
import org.sealpost.lab.LabZone;
import org.sealpost.lab.SignedNameServer;
import org.sealpost.lab.Wire;
import org.sealpost.testkit.TestAuthority;
import org.sealpost.testkit.TestAuthority.Issued;
import org.sealpost.testkit.TestAuthority.Request;

/** A server of a case: its certificate, what it does, and what the DNS says of it. */
final class LabHost {
  /** What the sending side trusts. */
  static final TestAuthority AUTHORITY = new TestAuthority("Laboratory");

  /** What it does not. */
  static final TestAuthority STRANGER = new TestAuthority("Stranger");

  private final @Nullable BiFunction<String, String, Issued> certified;
  private final List<LabTlsa> tlsa = new ArrayList<>();
  private final List<Consumer<Script>> behaviour = new ArrayList<>();
  private final List<String> words = new ArrayList<>();
  private Wire.Fault wire = Wire.Fault.NONE;
  private @Nullable LabZone zone;
  private @Nullable LabZone aliasInto;
  private boolean tlsaAtAlias;
  private boolean forged;
  private String tlsaAlias = "";
  private boolean listens = true;
  private boolean implicit;

  private LabHost(String what, @Nullable BiFunction<String, String, Issued> certified) {
    this.certified = certified;
    words.add(what);
  }

  /** A certificate for its name of an authority that is trusted, and REQUIRETLS under TLS. */
  static LabHost good() {
    return new LabHost("trusted certificate", (name, address) -> AUTHORITY.issue(name));
  }

  /** No TLS at all. */
  static LabHost clear() {
    return new LabHost("no TLS", null);
  }

  /** A certificate for its name of an authority nobody trusts. */
  static LabHost stranger() {
    return new LabHost(
        "certificate of an unknown authority", (name, address) -> STRANGER.issue(name));
  }

  /** A certificate of the trusted authority, changed. */
  static LabHost issued(String what, Function<Request, Request> change) {
    return new LabHost(
        what, (name, address) -> AUTHORITY.issue(change.apply(Request.forNames(name))));
  }

  /** A certificate of the unknown authority, changed. */
  static LabHost strange(String what, Function<Request, Request> change) {
    return new LabHost(
        what, (name, address) -> STRANGER.issue(change.apply(Request.forNames(name))));
  }

  /** A certificate of the trusted authority for other names. */
  static LabHost named(String... names) {
    return new LabHost(
        "certificate for " + String.join(", ", names), (own, address) -> AUTHORITY.issue(names));
  }

  /** A certificate of the trusted authority for its IP address alone. */
  static LabHost addressed() {
    return new LabHost(
        "certificate for its address",
        (name, address) -> AUTHORITY.issue(Request.forNames().withAddress(address)));
  }

  /** Announces these in the DNS. */
  LabHost tlsa(LabTlsa... records) {
    for (LabTlsa record : records) {
      tlsa.add(record);
      words.add("TLSA " + record.text());
    }
    return this;
  }

  /** Behaves otherwise than usual. */
  LabHost does(String what, Consumer<Script> change) {
    words.add(what);
    behaviour.add(change);
    return this;
  }

  LabHost answers(String verb, String reply) {
    return does(reply + " to " + verb, script -> script.answer(verb, reply));
  }

  LabHost fault(String what, Fault fault) {
    return does(what, script -> script.fault(fault));
  }

  /** Does not promise to protect messages onwards, under TLS. */
  LabHost withoutRequireTls() {
    return does(
        "no REQUIRETLS under TLS", script -> script.keywordsAfterTls("PIPELINING", "8BITMIME"));
  }

  /** TLS from the first octet. */
  LabHost implicitTls() {
    words.add("TLS from the first octet");
    implicit = true;
    return this;
  }

  LabHost wire(String what, Wire.Fault fault) {
    words.add(what);
    wire = fault;
    return this;
  }

  /** Nobody is there. */
  LabHost absent() {
    words.add("nobody listens");
    listens = false;
    return this;
  }

  /** Its name is in this zone. */
  LabHost in(LabZone other) {
    words.add("its name in the " + other.text());
    zone = other;
    return this;
  }

  /**
   * Its name is an alias of one in another zone.
   *
   * @param recordsAtAlias whether TLSA records are at the alias, not at the name it leads to
   */
  LabHost aliasInto(LabZone other, boolean recordsAtAlias) {
    words.add(
        "its name an alias into the "
            + other.text()
            + (recordsAtAlias ? ", TLSA at the alias" : ", TLSA at the real name"));
    aliasInto = other;
    tlsaAtAlias = recordsAtAlias;
    return this;
  }

  /** Its TLSA records have a wrong signature. */
  LabHost forgedTlsa() {
    words.add("wrong signature of its TLSA");
    forged = true;
    return this;
  }

  /** Where its TLSA name is an alias of. */
  LabHost tlsaAlias(String absoluteName) {
    words.add("its TLSA name an alias of " + absoluteName);
    tlsaAlias = absoluteName;
    return this;
  }

  /** In a few words, for the page. */
  String text() {
    return String.join(", ", words);
  }

  /**
   * A server with a name and a certificate.
   *
   * @param serverName what TLS handshakes have to ask for
   * @param certificate null: no TLS
   * @param proved whether TLSA records prove it
   */
  record Placed(
      LabHost host,
      String name,
      String serverName,
      @Nullable Issued certificate,
      String address,
      boolean proved) {
    /** How it behaves; a new one for each start. */
    Script script() {
      Script script = new Script();
      if (certificate != null) {
        if (host.implicit) {
          script.implicitTls(certificate);
        } else {
          script.tls(certificate);
        }
      }
      host.behaviour.forEach(change -> change.accept(script));
      return script;
    }

    boolean listens() {
      return host.listens;
    }

    Wire.Fault wire() {
      return host.wire;
    }
  }

  /**
   * Gives it a name, a certificate and DNS records.
   *
   * @param where the zone of the domain
   * @param label what its name begins with, inside the zone
   */
  Placed place(SignedNameServer dns, LabZone where, String label, String address, int port) {
    LabZone own = zone == null ? where : zone;
    String name = own.name(label);
    LabZone target = aliasInto;
    String real = target == null ? name : target.name("real-" + label);
    dns.add(target == null ? own : target, real + ". A " + address);
    if (target != null) {
      dns.add(own, name + ". CNAME " + real + ".");
    }
    boolean announcedAtReal = target != null && !tlsaAtAlias;
    LabZone announcing = target == null || tlsaAtAlias ? own : target;
    String base = announcedAtReal ? real : name;
    String owner = "_" + port + "._tcp." + base + ".";
    Issued issued = certified == null ? null : certified.apply(name, address);
    for (LabTlsa each : tlsa) {
      Issued about = issued == null ? AUTHORITY.issue(name) : issued;
      dns.add(announcing, owner + " TLSA " + each.of(about));
    }
    if (!tlsaAlias.isEmpty()) {
      dns.add(announcing, owner + " CNAME " + tlsaAlias);
    }
    if (forged) {
      dns.forge(owner, "TLSA");
    }
    boolean signed = announcing.isSecure() && where.isSecure();
    boolean proved = signed && !forged && tlsa.stream().anyMatch(LabTlsa::isProof);
    return new Placed(this, name, proved ? base : name, issued, address, proved);
  }
}
