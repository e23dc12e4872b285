/** Tests of the launcher's parts, without a server. */
@NullMarked
package org.sealpost.launcher;

import org.jspecify.annotations.NullMarked;
