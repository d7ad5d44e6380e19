/**
 * Azure as the operator needs it: ports and values in domain words. No SDK type and no Kubernetes type appears here.
 *
 * <p>A port is one Azure service seen from the decisions' side. Every method takes the {@link Credential} that the call
 * is made with, so that one namespace's rights are never another's. A read answers a {@link Reading}: what is there,
 * that it is absent, or why it could not be read. A write answers a {@link Write}: Azure took it, or why not. Expected
 * trouble is such a value and is never thrown; only bugs are. A write that begins a long operation answers as soon as
 * Azure has accepted it; how it goes on shows in later reads.
 */
@NullMarked
package io.azbatch.operator.cloud;

import org.jspecify.annotations.NullMarked;
