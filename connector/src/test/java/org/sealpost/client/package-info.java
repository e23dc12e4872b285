/** The SMTP client against scripted peers on loopback, and the fakes later modules use as well. */
@NullMarked
package org.sealpost.client;

import org.jspecify.annotations.NullMarked;
