package org.sealpost.web.page;

import jakarta.faces.context.ExceptionHandler;
import jakarta.faces.context.ExceptionHandlerFactory;

/** Puts {@link ConsoleExceptionHandler} in front of the one Faces brings (faces-config.xml). */
public final class ConsoleExceptionHandlerFactory extends ExceptionHandlerFactory {
  /** Called by Faces. */
  public ConsoleExceptionHandlerFactory(ExceptionHandlerFactory wrapped) {
    super(wrapped);
  }

  @Override
  public ExceptionHandler getExceptionHandler() {
    return new ConsoleExceptionHandler(getWrapped().getExceptionHandler());
  }
}
