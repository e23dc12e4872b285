/**
 * Who gets in: the sign-in page, the throttle against guessing, the authentication mechanism and
 * identity store of Jakarta Security, the forced change of a one-time password, and the end of an
 * idle session.
 *
 * <p>Everything fails closed: a session without a known password state counts as one that must
 * change its password, and every path except the sign-in page and the page resources asks for a
 * role (web.xml) that the person has in {@link org.sealpost.account.Role}. The roles are kept by
 * the beans of {@code admin}; web.xml and the pages only spare people what would be refused.
 */
@NullMarked
package org.sealpost.web.signin;

import org.jspecify.annotations.NullMarked;
