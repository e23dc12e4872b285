package org.sealpost.certificate;

import java.io.IOException;
import java.security.KeyPair;
import java.security.cert.X509Certificate;
import java.util.List;

/** Where certificates come from. */
@FunctionalInterface
interface CertificateSource {
  /**
   * A new certificate.
   *
   * @param account who asks
   * @param certified whose certificate it is to be
   * @return the certificate first, then those that lead to a root
   * @throws IOException where there is none now; the text is for the log, and may hold what the
   *     authority said
   * @throws InterruptedException where the program ends meanwhile
   */
  List<X509Certificate> chain(KeyPair account, KeyPair certified)
      throws IOException, InterruptedException;
}
