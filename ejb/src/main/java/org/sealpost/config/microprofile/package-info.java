/**
 * The settings inside the server: the file as a source of MicroProfile Config, and the settings
 * read through that, so that a server's own ways to configure (its admin console, its secrets
 * directories) work for Sealpost too.
 */
@NullMarked
package org.sealpost.config.microprofile;

import org.jspecify.annotations.NullMarked;
