package org.sealpost.whole.console;

/** {@code signin.xhtml} and {@code account.xhtml}. */
final class SignInPage {
  private final Browser browser;

  SignInPage(Browser browser) {
    this.browser = browser;
  }

  SignInPage open() {
    browser.open("signin.xhtml");
    return this;
  }

  /** Types both, presses the button and waits for what comes. */
  void signIn(String name, String password) {
    browser.type("signIn:name", name);
    browser.type("signIn:password", password);
    browser.follow("signIn:submit");
  }

  /** What the page says, empty where it says nothing. */
  String notice() {
    return browser.text("messages");
  }

  /** On the account page. */
  void changePassword(String before, String after) {
    browser.type("accountForm:oldPassword", before);
    browser.type("accountForm:newPassword", after);
    browser.type("accountForm:repeated", after);
    browser.follow("accountForm:change");
  }

  /** From any page. */
  void signOut() {
    browser.follow("signOutForm:signOut");
  }
}
