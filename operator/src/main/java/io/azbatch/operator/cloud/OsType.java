package io.azbatch.operator.cloud;

/** Operating system family, in Azure's own spelling. */
public enum OsType {
    Linux,
    Windows
}
