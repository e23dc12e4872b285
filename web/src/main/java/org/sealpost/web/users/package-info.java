/**
 * Who may use the console: the list of users, and each user's page. What an administrator does here
 * ends the sessions of whoever it is about.
 */
@NullMarked
package org.sealpost.web.users;

import org.jspecify.annotations.NullMarked;
