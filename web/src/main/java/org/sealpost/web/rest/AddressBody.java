package org.sealpost.web.rest;

/** An address. */
public record AddressBody(String address) {}
