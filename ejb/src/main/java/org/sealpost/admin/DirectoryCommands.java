package org.sealpost.admin;

import jakarta.annotation.Resource;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ejb.Stateless;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import jakarta.transaction.TransactionSynchronizationRegistry;
import java.util.Collection;
import java.util.function.Consumer;
import java.util.function.Function;
import org.sealpost.account.AddressBook;
import org.sealpost.account.Directory;
import org.sealpost.account.HostedDomain;
import org.sealpost.account.Role;
import org.sealpost.config.Settings;
import org.sealpost.smtp.Domain;

/**
 * What an operator does to domains, accounts and aliases. Every command writes its line to the
 * audit log in the same transaction, and counts for mail from its commit on. What cannot be done
 * throws {@link org.sealpost.account.ChangeRefusedException} with a sentence for the operator.
 */
@Stateless
@RolesAllowed(Role.Name.ADMINISTRATOR)
public class DirectoryCommands {
  @PersistenceContext private EntityManager em;

  @Resource(lookup = "java:comp/TransactionSynchronizationRegistry")
  private TransactionSynchronizationRegistry transaction;

  @Inject private Directory directory;

  @Inject private Settings settings;

  /** Hosts another domain. */
  public void addDomain(String actor, HostedDomain domain) {
    run(actor, registrar -> registrar.addDomain(domain));
  }

  /** Gives a domain other rules. */
  public void changeDomain(String actor, HostedDomain domain) {
    run(actor, registrar -> registrar.changeDomain(domain));
  }

  /** Hosts a domain no longer; it has no accounts and aliases, and the settings do not name it. */
  public void removeDomain(String actor, Domain name, String reason) {
    run(actor, registrar -> registrar.removeDomain(name, reason));
  }

  /**
   * Makes an account with a generated password.
   *
   * @return the account's name and its password, to be shown once
   */
  public NewAccount addAccount(String actor, String address) {
    return get(
        actor,
        registrar -> {
          String name = registrar.addAccount(address);
          return new NewAccount(name, registrar.generatePassword(name));
        });
  }

  /** Gives an account a generated password, which is returned to be shown once. */
  public String generatePassword(String actor, String account) {
    return get(actor, registrar -> registrar.generatePassword(account));
  }

  /** Gives an account a password of 12 to 256 characters. */
  public void setPassword(String actor, String account, String password) {
    run(actor, registrar -> registrar.setPassword(account, password));
  }

  /** Lets an account sign in and get mail, or not. */
  public void setEnabled(String actor, String account, boolean enabled) {
    run(actor, registrar -> registrar.setEnabled(account, enabled));
  }

  /** Removes an account with its addresses; the mail in its mailbox stays. */
  public void removeAccount(String actor, String account, String reason) {
    run(actor, registrar -> registrar.removeAccount(account, reason));
  }

  /** Gives an account another address. */
  public void addAddress(String actor, String account, String address) {
    run(actor, registrar -> registrar.addAddress(account, address));
  }

  /** Takes an address from an account. */
  public void removeAddress(String actor, String account, String address) {
    run(actor, registrar -> registrar.removeAddress(account, address));
  }

  /** Sets the SHA-256 fingerprints of the certificates with which an account signs in. */
  public void setCertificates(String actor, String account, Collection<String> fingerprints) {
    run(actor, registrar -> registrar.setCertificates(account, fingerprints));
  }

  /** Makes an alias; returns its address. */
  public String addAlias(String actor, String address, Collection<String> targets) {
    return get(actor, registrar -> registrar.addAlias(address, targets));
  }

  /** Gives an alias other targets. */
  public void changeAlias(String actor, String address, Collection<String> targets) {
    run(actor, registrar -> registrar.changeAlias(address, targets));
  }

  /** Removes an alias. */
  public void removeAlias(String actor, String address, String reason) {
    run(actor, registrar -> registrar.removeAlias(address, reason));
  }

  private void run(String actor, Consumer<Registrar> command) {
    get(
        actor,
        registrar -> {
          command.accept(registrar);
          return true;
        });
  }

  private <T> T get(String actor, Function<Registrar, T> command) {
    Registrar registrar = new Registrar(em, settings, actor);
    T result = command.apply(registrar);
    // Read now, inside: the transaction sees its own changes, and those of others wait for it.
    AddressBook changed = registrar.book();
    new AfterCommit(transaction).run(() -> directory.publish(changed));
    return result;
  }
}
