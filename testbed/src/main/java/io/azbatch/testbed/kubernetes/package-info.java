/**
 * A Kubernetes API to talk to: the control plane as processes, kubeconfigs for its users, kubectl and Helm.
 *
 * <p>There is no kubelet and no scheduler: a Deployment is stored and nothing runs it. So the operator runs as a process
 * of its own with the token of the ServiceAccount that the chart installed.
 */
@NullMarked
package io.azbatch.testbed.kubernetes;

import org.jspecify.annotations.NullMarked;
