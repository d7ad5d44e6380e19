package io.azbatch.operator.cloud;

/** A Marketplace image without its version. Azure compares the names without regard to case. */
public record BaseImage(String publisher, String offer, String sku) {}
