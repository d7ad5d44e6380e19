/**
 * The operator among real neighbours, for the demo and for the system tests: a real Kubernetes API, Azure over HTTP, and
 * the operator as it ships, each a process of its own on loopback.
 *
 * <p>One {@link io.azbatch.testbed.process.Workplace} owns every process and file of a run and takes them away at the
 * end, also at Ctrl-C. In it stand {@link io.azbatch.testbed.kubernetes.ControlPlane} (etcd, kube-apiserver,
 * kube-controller-manager), {@link io.azbatch.testbed.azure.SimulatorProcess} (Azure) and {@link
 * io.azbatch.testbed.operator.OperatorProcess}. {@link io.azbatch.testbed.azure.UserAzure} lays out what a user has
 * before the operator comes; {@link io.azbatch.testbed.Demo} tells the whole story once, on the terminal.
 */
@NullMarked
package io.azbatch.testbed;

import org.jspecify.annotations.NullMarked;
