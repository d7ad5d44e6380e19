/**
 * Azure over HTTP, for tests and demonstrations: a program of its own that answers as Azure Resource Manager, Azure Batch,
 * Azure Storage and Microsoft Entra were observed to answer, and that refuses what they refuse.
 *
 * <p>One world ({@code state}) is changed under one lock and moves on a virtual clock ({@code clock}): whatever takes time in Azure
 * is written into an agenda with the instant when it takes effect, and everything that is due happens before the next look at the
 * world. No thread waits for anything, so a jump of the clock is as good as waiting.
 *
 * <p>A request travels: listener ({@code http}) → journal ({@code journal}) → faults ({@code fault}) → plane ({@code arm},
 * {@code batch}, {@code storage}, {@code entra}) → answer. Faults and journal stand outside of the planes, so they mean the same for every one of
 * them.
 */
@NullMarked
package io.azbatch.simulator;

import org.jspecify.annotations.NullMarked;
