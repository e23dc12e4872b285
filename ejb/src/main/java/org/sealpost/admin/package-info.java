/**
 * What the console sees and does: read models as records, commands as methods of thin beans, each
 * with its entry in the audit log. The only package of this module, with {@code account}, that the
 * web module imports.
 */
@NullMarked
package org.sealpost.admin;

import org.jspecify.annotations.NullMarked;
