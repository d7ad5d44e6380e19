/**
 * Nouns that both kinds share: who owns what ({@code OwnerMark}), which credential an object uses ({@code
 * Credentials}), what a condition is made of ({@code Conditions}), when to come back ({@code Cadence}), how a status
 * is written ({@code Controls}), and who leads ({@code Leadership}). Shared nouns and pure functions, no shared engine:
 * neither kind inherits anything.
 */
@NullMarked
package io.azbatch.operator.control;

import org.jspecify.annotations.NullMarked;
