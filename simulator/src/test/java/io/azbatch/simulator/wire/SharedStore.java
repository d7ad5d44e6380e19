package io.azbatch.simulator.wire;

import io.azbatch.simulator.storage.azurite.Azurite;
import io.azbatch.simulator.storage.azurite.AzuriteCommand;

/** The one Azurite of a test run, started by the first blob: no account in it is given out twice. It ends when the run does. */
public final class SharedStore {
    private static final Azurite AZURITE = new Azurite(AzuriteCommand.find());

    private SharedStore() {}

    public static Azurite azurite() {
        return AZURITE;
    }
}
