/**
 * CustomImage: a virtual machine becomes a gallery image version.
 *
 * <p>{@code ImageReconciler} runs one pass: {@code ImageObserver} reads Kubernetes and Azure into an {@code
 * ImageSnapshot}; {@code ImageDecision} walks its list of rules over that snapshot and names one {@code ImageStep};
 * {@code ImagePerformer} takes it; {@code ImageStatusView} says what is so. What Azure shows is the state: a pass that
 * follows a crash sees the same Azure and goes on from there. The road is preflight, gallery and definition, claim,
 * deallocate, generalize, remember the version, put the version, replication; everything up to the claim can be undone,
 * so all that can be refused is refused before it.
 */
@NullMarked
package io.azbatch.operator.image;

import org.jspecify.annotations.NullMarked;
