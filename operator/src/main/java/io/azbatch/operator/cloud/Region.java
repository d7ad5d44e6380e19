package io.azbatch.operator.cloud;

import java.util.Locale;

/** An Azure region in its normal form: {@code West Europe} and {@code westeurope} are one. */
public record Region(String name) {

    public Region {
        name = name.replace(" ", "").toLowerCase(Locale.ROOT);
    }

    @Override
    public String toString() {
        return name;
    }
}
