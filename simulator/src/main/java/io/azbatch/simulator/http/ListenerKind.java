package io.azbatch.simulator.http;

import java.util.Locale;

/** Which of Azure's services a listener plays; faults and journal name it in lower case. */
public enum ListenerKind {
    ARM,
    BATCH,
    ENTRA,
    BLOB,
    ADMIN;

    /** The word of the admin endpoint. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
