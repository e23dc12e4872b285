package org.sealpost.admin;

import jakarta.persistence.EntityManager;
import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.sealpost.account.AddressBook;
import org.sealpost.account.BookChanges;
import org.sealpost.account.HostedDomain;
import org.sealpost.account.MailPasswords;
import org.sealpost.config.Settings;
import org.sealpost.smtp.Domain;

/**
 * An operator who changes domains, accounts and aliases, in the transaction of the caller: the
 * changes and their audit lines.
 */
final class Registrar {
  private final BookChanges changes;
  private final MailPasswords passwords;
  private final AuditLog audit;

  Registrar(EntityManager em, Settings settings, String actor) {
    this.changes = new BookChanges(em, settings);
    this.passwords = new MailPasswords(changes, settings);
    this.audit = new AuditLog(em, actor);
  }

  /** What counts once the transaction has committed. */
  AddressBook book() {
    return changes.book();
  }

  void addDomain(HostedDomain domain) {
    changes.addDomain(domain);
    audit("add-domain", null, text(domain), null);
  }

  void changeDomain(HostedDomain domain) {
    HostedDomain old = changes.changeDomain(domain);
    audit("change-domain", text(old), text(domain), null);
  }

  void removeDomain(Domain name, String reason) {
    changes.removeDomain(name);
    audit("remove-domain", name.name(), null, reason);
  }

  String addAccount(String address) {
    String name = changes.addAccount(address);
    audit("add-account", null, name, null);
    return name;
  }

  String generatePassword(String account) {
    String password = passwords.generate();
    setPassword(account, password);
    return password;
  }

  void setPassword(String account, String password) {
    passwords.set(account, password);
    audit("set-password", null, account, null); // the password itself stands nowhere
  }

  void setEnabled(String account, boolean enabled) {
    changes.setEnabled(account, enabled);
    audit(enabled ? "enable-account" : "disable-account", null, account, null);
  }

  void removeAccount(String account, String reason) {
    changes.removeAccount(account);
    audit("remove-account", account, null, reason);
  }

  void addAddress(String account, String address) {
    audit("add-address", account, changes.addAddress(account, address), null);
  }

  void removeAddress(String account, String address) {
    changes.removeAddress(account, address);
    audit("remove-address", address, account, null);
  }

  void setCertificates(String account, Collection<String> fingerprints) {
    List<String> set = changes.setCertificates(account, fingerprints);
    audit("set-certificates", account, String.join(", ", set), null);
  }

  String addAlias(String address, Collection<String> targets) {
    String alias = changes.addAlias(address, targets);
    audit("add-alias", null, alias + ": " + String.join(", ", targets), null);
    return alias;
  }

  void changeAlias(String address, Collection<String> targets) {
    List<String> old = changes.changeAlias(address, targets);
    audit(
        "change-alias", address + ": " + String.join(", ", old), String.join(", ", targets), null);
  }

  void removeAlias(String address, String reason) {
    List<String> old = changes.removeAlias(address);
    audit("remove-alias", address + ": " + String.join(", ", old), null, reason);
  }

  private void audit(
      String action, @Nullable String before, @Nullable String after, @Nullable String reason) {
    audit.add(action, null, before, after, reason);
  }

  private static String text(HostedDomain domain) {
    return domain.name()
        + (domain.enabled() ? "" : ", disabled")
        + (", separator " + (domain.separator().isEmpty() ? "none" : domain.separator()))
        + (domain.caseSensitive() ? ", case counts" : "")
        + (", catch-all " + (domain.catchAll() == null ? "none" : domain.catchAll()));
  }
}
