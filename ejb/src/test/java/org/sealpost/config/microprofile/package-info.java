/** Tests of the settings as the server sees them. */
@NullMarked
package org.sealpost.config.microprofile;

import org.jspecify.annotations.NullMarked;
