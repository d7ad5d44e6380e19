package io.azbatch.operator.cloud;

/** Terms under which a Marketplace image is bought; must be on everything made from it. */
public record PurchasePlan(String name, String publisher, String product) {}
