/**
 * The API: two kinds, {@code CustomImage} and {@code BatchPool}, group {@code azbatch.io}, version {@code v1beta1}.
 *
 * <p>Records are the contract that users write and read as YAML; the CRD manifests are generated from them. Spec
 * components that may be left out are {@code @Nullable}; where the schema states a default, the record's constructor
 * applies the same one, so that code never meets the absent value. A field is here only when something acts on it.
 */
@NullMarked
package io.azbatch.api.v1beta1;

import org.jspecify.annotations.NullMarked;
