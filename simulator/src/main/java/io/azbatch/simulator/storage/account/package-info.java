/** Storage accounts and their containers as ARM knows them. */
@NullMarked
package io.azbatch.simulator.storage.account;

import org.jspecify.annotations.NullMarked;
