/** Where an image comes from: a virtual machine, whose steps are claim, deallocate and generalize, or a VHD. */
@NullMarked
package io.azbatch.operator.image.source;

import org.jspecify.annotations.NullMarked;
