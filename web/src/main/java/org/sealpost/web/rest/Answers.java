package org.sealpost.web.rest;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** What a write answers with, for the document of the interface: its method returns a Response. */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.METHOD)
@interface Answers {
  /** The body; {@code Void} where there is none. */
  Class<?> value();

  /** The status. */
  int status() default 200;
}
