package io.azbatch.operator.image.preflight;

import io.azbatch.api.v1beta1.ImageReason;

/**
 * What is wrong with a source or a target as things are.
 *
 * @param message says what to do
 */
public record Objection(ImageReason reason, String message) {}
