/**
 * CustomImage: a virtual machine or a VHD becomes a gallery version, a VHD, a managed image, or any set of these.
 *
 * <p>{@code ImageReconciler} runs one pass: {@code ImageObserver} reads Kubernetes and Azure into an {@code
 * ImageSnapshot}; {@code ImageDecision} walks its list of rules over that snapshot and names one {@code ImageStep};
 * {@code ImagePerformer} takes it; {@code ImageStatusView} says what is so. What Azure shows is the state: a pass that
 * follows a crash sees the same Azure and goes on from there. The road of a machine is preflight, gallery and definition,
 * claim, deallocate, generalize, remember the build, and then each target in turn; everything up to the claim can be
 * undone, so all that can be refused is refused before it.
 *
 * <p>The rooms: {@code pass} is what a pass knows and may do, {@code preflight} what is checked, {@code source} where the
 * image comes from, {@code target} where it goes to. They know the first and, downwards, each other, never this package.
 */
@NullMarked
package io.azbatch.operator.image;

import org.jspecify.annotations.NullMarked;
