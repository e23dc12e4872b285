/** Tests of what operators lay down for recipient domains. */
@NullMarked
package org.sealpost.exceptions;

import org.jspecify.annotations.NullMarked;
