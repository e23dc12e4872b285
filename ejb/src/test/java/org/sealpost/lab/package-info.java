/**
 * The laboratory: a signed DNS tree behind a real name server, Policy Hosts over HTTPS, and wires
 * that record every octet and break where a case says so.
 */
@NullMarked
package org.sealpost.lab;

import org.jspecify.annotations.NullMarked;
