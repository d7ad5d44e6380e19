/**
 * Who may do what with blobs: account keys, tokens of Entra, shared accesses with their stored policies, and nobody in particular
 * where a container is public. Tokens and the date of a signed request are checked on real time, as clients write them; a shared
 * access ends on virtual time.
 */
@NullMarked
package io.azbatch.simulator.storage.access;

import org.jspecify.annotations.NullMarked;
