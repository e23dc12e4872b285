package org.sealpost.admin;

import org.sealpost.account.HostedDomain;

/**
 * A domain in the list.
 *
 * @param accounts how many accounts are named after it
 * @param aliases how many aliases it has
 * @param fromSettings whether the setting local.domains names it
 */
public record DomainRow(HostedDomain domain, long accounts, long aliases, boolean fromSettings) {}
