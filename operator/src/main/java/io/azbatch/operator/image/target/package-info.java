/**
 * Where an image goes to: a gallery version, a VHD, a managed image. Each room reads its target, has the rules for what
 * is there and for what is to be made, and tells how far it is. What is there is ours when it carries our mark and the
 * hash of its part of the plan; how often it has failed is on it too.
 */
@NullMarked
package io.azbatch.operator.image.target;

import org.jspecify.annotations.NullMarked;
