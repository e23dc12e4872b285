package org.sealpost.client;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.security.cert.CertificateParsingException;
import java.security.cert.X509Certificate;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import javax.naming.InvalidNameException;
import javax.naming.ldap.LdapName;
import javax.naming.ldap.Rdn;

/**
 * Whether a certificate names a host (RFC 6125 §6): by a subjectAltName of type dNSName, or of type
 * iPAddress where the host is an address. The common name does not count (RFC 9525 §2 drops it),
 * but for DANE-TA.
 */
public final class CertificateNames {
  private static final int DNS_NAME = 2; // RFC 5280 §4.2.1.6: the tags of GeneralName
  private static final int IP_ADDRESS = 7;
  private static final Pattern IPV4 = Pattern.compile("\\d{1,3}(\\.\\d{1,3}){3}");

  private CertificateNames() {}

  /** Whether {@code certificate} names {@code host}, a name in A-labels or an IP address. */
  static boolean name(X509Certificate certificate, String host) {
    Collection<List<?>> names;
    try {
      names = certificate.getSubjectAlternativeNames();
    } catch (CertificateParsingException unreadable) {
      return false; // fail closed: names that cannot be read prove nothing
    }
    if (names == null) {
      return false;
    }
    int wanted = isAddress(host) ? IP_ADDRESS : DNS_NAME;
    return names.stream()
        .filter(name -> name.get(0).equals(wanted) && name.get(1) instanceof String)
        .map(name -> (String) name.get(1))
        .anyMatch(text -> isAddress(host) ? sameAddress(text, host) : matches(text, host));
  }

  /**
   * The same, and by the common name where the certificate has no dNSName at all, as DANE-TA has it
   * (RFC 7672 §3.2.3).
   */
  public static boolean nameOrCommonName(X509Certificate certificate, String host) {
    return name(certificate, host)
        || (!hasDnsName(certificate)
            && commonName(certificate).filter(name -> matches(name, host)).isPresent());
  }

  private static boolean hasDnsName(X509Certificate certificate) {
    try {
      Collection<List<?>> names = certificate.getSubjectAlternativeNames();
      return names != null && names.stream().anyMatch(name -> name.get(0).equals(DNS_NAME));
    } catch (CertificateParsingException unreadable) {
      return true; // fail closed: there are names, and nobody knows which
    }
  }

  private static Optional<String> commonName(X509Certificate certificate) {
    try {
      // From the most specific end, which is where a host's name stands (RFC 6125 §2.3.1).
      List<Rdn> names = new LdapName(certificate.getSubjectX500Principal().getName()).getRdns();
      return names.stream()
          .filter(name -> name.getType().equalsIgnoreCase("CN"))
          .reduce((first, second) -> second)
          .map(Rdn::getValue)
          .filter(String.class::isInstance)
          .map(String.class::cast);
    } catch (InvalidNameException unreadable) {
      return Optional.empty();
    }
  }

  /** RFC 6125 §6.4.1, §6.4.3: label by label; a wildcard is the whole left-most label. */
  static boolean matches(String presented, String host) {
    String pattern = comparable(presented);
    String name = comparable(host);
    if (!pattern.startsWith("*.")) {
      return !pattern.isEmpty() && !pattern.contains("*") && pattern.equals(name);
    }
    String parent = pattern.substring(1);
    // Choice: a wildcard below a top-level domain covers too much to prove anything.
    boolean tooWide = parent.indexOf('.', 1) < 0;
    int dot = name.indexOf('.');
    return !tooWide && !parent.contains("*") && dot > 0 && name.substring(dot).equals(parent);
  }

  private static String comparable(String name) {
    String lower = name.toLowerCase(Locale.ROOT);
    return lower.endsWith(".") ? lower.substring(0, lower.length() - 1) : lower;
  }

  private static boolean isAddress(String host) {
    return host.contains(":") || IPV4.matcher(host).matches();
  }

  private static boolean sameAddress(String presented, String host) {
    try {
      return isAddress(presented)
          && InetAddress.getByName(presented).equals(InetAddress.getByName(host));
    } catch (UnknownHostException outOfRange) {
      return false;
    }
  }
}
