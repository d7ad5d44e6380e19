/**
 * Microsoft Entra: principals, tokens, and the endpoints by which a client gets one.
 */
@NullMarked
package io.azbatch.simulator.entra;

import org.jspecify.annotations.NullMarked;
