/**
 * The console as a person uses it: a real Chromium, driven through page objects, against the
 * running jar; mail comes in and goes out over real connections.
 */
@NullMarked
package org.sealpost.whole.console;

import org.jspecify.annotations.NullMarked;
