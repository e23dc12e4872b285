/**
 * What only a container shows: the beans of the deployed EAR under JTA, looked at from inside the
 * server, by tests that run in it as a web module of the same EAR (Arquillian).
 */
@NullMarked
package org.sealpost.container;

import org.jspecify.annotations.NullMarked;
