/**
 * The program: one configuration record, wired by hand in {@code OperatorMain}.
 *
 * <p>Data flows one way. Per kind an observer reads Kubernetes and Azure into an immutable snapshot, a pure decision
 * names the one step to take, a performer takes it, and a status view says what is so. {@code image} and {@code pool}
 * are those four for the two kinds, {@code cloud} are the ports they look and act through, {@code azure} puts those
 * ports on the Azure SDKs, {@code control} holds the nouns that both kinds share.
 */
@NullMarked
package io.azbatch.operator;

import org.jspecify.annotations.NullMarked;
