package io.azbatch.simulator.fault;

/**
 * How a long operation is made to end by a fault.
 *
 * @param status {@code Failed} or {@code Canceled}
 * @param code error code of the operation
 * @param message error message of the operation
 */
public record OperationEnd(String status, String code, String message) {}
