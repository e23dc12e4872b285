/** The REST interface of a running Sealpost, driven from its own document. */
@NullMarked
package org.sealpost.whole.rest;

import org.jspecify.annotations.NullMarked;
