package org.sealpost.web.rest;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * What a write answers with where it is not what {@link Answers} says. Choice: not the same
 * annotation twice, because the container cannot read those that are repeated and are not public.
 */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.METHOD)
@interface AlsoAnswers {
  /** The body; {@code Void} where there is none. */
  Class<?> value();

  /** The status. */
  int status();
}
