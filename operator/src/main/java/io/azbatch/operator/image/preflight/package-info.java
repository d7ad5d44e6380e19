/** What is checked of source and targets before anything is done that can not be undone. */
@NullMarked
package io.azbatch.operator.image.preflight;

import org.jspecify.annotations.NullMarked;
