/**
 * What the tests of all modules use to speak SMTP from outside: a blocking client that sends
 * exactly the octets it is told to, and a certificate authority.
 */
@NullMarked
package org.sealpost.testkit;

import org.jspecify.annotations.NullMarked;
