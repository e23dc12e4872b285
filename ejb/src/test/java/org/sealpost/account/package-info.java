/** Tests of people and passwords. */
@NullMarked
package org.sealpost.account;

import org.jspecify.annotations.NullMarked;
