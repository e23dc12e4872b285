package org.sealpost.web.rest;

import jakarta.ws.rs.ApplicationPath;
import jakarta.ws.rs.core.Application;

/** Where the REST interface is. */
@ApplicationPath("/api/v1")
public class Api extends Application {}
