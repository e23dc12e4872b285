/** Tests of what operators lay down for recipient domains. */
@NullMarked
package org.sealpost.flow;

import org.jspecify.annotations.NullMarked;
