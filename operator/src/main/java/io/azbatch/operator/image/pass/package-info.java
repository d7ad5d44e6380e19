/**
 * What one pass for an image knows and may do: the plan (the spec in Azure's terms), what was seen of the source and of
 * each target, what is remembered, and the steps that there are. Source and targets each have a sight of their own, so
 * that one can be looked at, decided and told without the others.
 */
@NullMarked
package io.azbatch.operator.image.pass;

import org.jspecify.annotations.NullMarked;
