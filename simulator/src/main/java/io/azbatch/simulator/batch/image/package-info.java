/**
 * What a pool may be made from: the Marketplace images that Batch supports, gallery image versions, and the sizes of machines. The
 * rules of a refusal when a pool is added are here, and those of a resize that cannot get its machines.
 */
@NullMarked
package io.azbatch.simulator.batch.image;

import org.jspecify.annotations.NullMarked;
