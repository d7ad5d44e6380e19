package io.azbatch.operator.image.pass;

/** What was seen of the source. It is not looked at once every target is there. */
public sealed interface SourceSight permits MachineSight, VhdSourceSight {}
