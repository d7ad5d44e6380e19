package io.azbatch.operator.cloud;

/** Generation of the virtual hardware that an image boots on. */
public enum HyperVGeneration {
    V1,
    V2
}
