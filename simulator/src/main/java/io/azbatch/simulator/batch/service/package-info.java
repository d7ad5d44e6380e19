/**
 * The Batch service itself, one plane per account: signs callers in by Entra token or account key, checks api-version, conditions and
 * bodies, and writes pools and nodes as an api-version shows them.
 */
@NullMarked
package io.azbatch.simulator.batch.service;

import org.jspecify.annotations.NullMarked;
