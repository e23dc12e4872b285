package org.sealpost.web.rest;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** Where an alias leads. */
public record AliasBody(@Nullable List<String> targets) {}
