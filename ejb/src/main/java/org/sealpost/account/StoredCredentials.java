package org.sealpost.account;

import jakarta.persistence.EntityManager;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What is stored of accounts to recognise them by. Reads without a transaction. */
public final class StoredCredentials {
  private final EntityManager em;

  /** Reads with this entity manager. */
  public StoredCredentials(EntityManager em) {
    this.em = em;
  }

  /** The account's row, null where there is none; costs the same either way. */
  @Nullable MailAccountEntity find(String account) {
    return em.find(MailAccountEntity.class, account);
  }

  /** Whose certificate has this SHA-256 fingerprint, hexadecimal in lower case. */
  Optional<String> accountOfCertificate(String fingerprint) {
    return Optional.ofNullable(em.find(CertificateEntity.class, fingerprint))
        .map(CertificateEntity::account);
  }
}
