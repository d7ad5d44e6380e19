/**
 * The blob service: reads a request ({@code BlobCall}), lets it in or not, answers what Azurite can not, passes the rest on, and
 * takes note of what became of it. No look at the world lasts while Azurite is asked.
 */
@NullMarked
package io.azbatch.simulator.storage.blob;

import org.jspecify.annotations.NullMarked;
