/** The simulator read as a specification: what Azure was seen to answer, asked over TLS by a plain HTTP client. */
@NullMarked
package io.azbatch.simulator;

import org.jspecify.annotations.NullMarked;
