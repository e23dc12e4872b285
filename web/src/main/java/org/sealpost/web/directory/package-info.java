/**
 * Domains, accounts and aliases: a page each, and lists read in pages. A page is asked for by GET;
 * what changes something is a POST that ends in a redirect, except where a generated password is
 * shown: that stands in the answer to the POST and nowhere else.
 */
@NullMarked
package org.sealpost.web.directory;

import org.jspecify.annotations.NullMarked;
