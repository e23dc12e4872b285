package org.sealpost.account;

/**
 * A token that was made just now.
 *
 * @param text what a program shows; kept nowhere, to be shown once
 */
public record MadeToken(AccessToken token, String text) {
  @Override
  public String toString() {
    return "MadeToken " + token.id();
  }
}
