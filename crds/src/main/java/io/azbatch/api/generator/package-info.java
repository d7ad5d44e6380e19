/**
 * Makes the CRD manifests from the records of {@code v1beta1}: the generator of the Kubernetes client reads types and
 * annotations, and {@code SchemaFinish} adds what it can not say. Descriptions are the records' Javadoc, so that {@code
 * kubectl explain} and the source say the same. Runs in the build; the operator does not carry it.
 */
@NullMarked
package io.azbatch.api.generator;

import org.jspecify.annotations.NullMarked;
