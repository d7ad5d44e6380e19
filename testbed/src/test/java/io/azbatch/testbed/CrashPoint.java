package io.azbatch.testbed;

import io.azbatch.testbed.azure.Fault;
import io.azbatch.testbed.azure.JournalEntry;
import io.azbatch.testbed.azure.SimulatorAdmin;
import io.azbatch.testbed.process.Waiting;
import java.util.List;

/**
 * Where the operator is killed.
 *
 * @param stage of its road, from 0
 * @param operation the write to Azure
 * @param occurrence which one of that operation in the stage, from 1
 * @param moment where in it
 */
record CrashPoint(int stage, String operation, int occurrence, Moment moment) {

    /** How far the write has come when the operator dies. */
    enum Moment {
        /** It has left the operator and nothing has come of it. */
        NOT_APPLIED,
        /** Azure has done it, and the operator never hears so. */
        ANSWER_LOST,
        /** The operator has its answer. */
        ANSWERED
    }

    /**
     * Lays the point into a scene, in which nothing of the stage has been asked of the operator yet.
     *
     * @return kills the operator there, and returns when that has happened
     */
    Runnable lay(Scene scene) {
        long before = scene.admin().lastSequence();
        return switch (moment) {
            case NOT_APPLIED -> killWhileHeld(scene, fault(scene).holdBefore());
            case ANSWER_LOST -> killWhileHeld(scene, fault(scene).holdAfter());
            case ANSWERED ->
                () -> {
                    Waiting.until("answer to " + this, Scene.LIMIT, Scene.PAUSE, () -> answered(scene, before));
                    scene.operators().killAll();
                };
        };
    }

    private Runnable killWhileHeld(Scene scene, Fault fault) {
        SimulatorAdmin.Armed armed = scene.admin().arm(fault);
        return () -> {
            try (armed) {
                Waiting.until("request at " + this, Scene.LIMIT, Scene.PAUSE, () -> armed.state()
                        .equals("holding"));
                scene.operators().killAll();
            }
        };
    }

    /** Requests to Batch and to the blob service do not tell their resource group; the account tells them apart. */
    private Fault fault(Scene scene) {
        Fault fault = Fault.on(operation).nth(occurrence);
        if (operation.startsWith("blob ") || operation.startsWith("container ")) {
            return fault.inPath("/" + scene.storage() + "/");
        }
        return operation.startsWith("pools")
                ? fault.atPort(scene.ground().accountPort())
                : fault.inPath("/" + scene.name() + "/");
    }

    private boolean answered(Scene scene, long before) {
        List<JournalEntry> same = scene.ground().writesAfter(before).stream()
                .filter(entry -> entry.operation().equals(operation))
                .toList();
        return same.size() >= occurrence && same.get(occurrence - 1).answered();
    }

    @Override
    public String toString() {
        return operation + " #" + occurrence + " " + moment;
    }
}
