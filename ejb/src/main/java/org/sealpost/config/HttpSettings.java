package org.sealpost.config;

/**
 * Where the console listens. Read by the launcher; on Payara Server the server's own HTTP listener
 * decides.
 *
 * @param bind {@code http.bind}: address, default 127.0.0.1
 * @param port {@code http.port}: 1 to 65535, default 8080
 */
public record HttpSettings(String bind, int port) {}
