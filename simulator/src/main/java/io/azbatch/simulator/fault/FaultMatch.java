package io.azbatch.simulator.fault;

import io.azbatch.simulator.http.Plane;
import io.azbatch.simulator.http.Request;
import java.util.regex.Pattern;

/**
 * Which requests a fault is for; an empty text fits everything.
 *
 * @param listener {@code arm}, {@code batch}, {@code entra}, {@code blob}
 * @param port of the listener: tells Batch accounts apart; 0 fits every one
 * @param method in capitals
 * @param path a regular expression found anywhere in path and query
 * @param operation stable operation name, compared exactly
 * @param writes only requests that ask for a change
 */
public record FaultMatch(String listener, int port, String method, Pattern path, String operation, boolean writes) {

    boolean fits(Request request, Plane.Operation wanted) {
        return (listener.isEmpty() || listener.equals(request.kind().word()))
                && (port == 0 || port == request.port())
                && (method.isEmpty() || method.equalsIgnoreCase(request.method()))
                && (operation.isEmpty() || operation.equals(wanted.name()))
                && (!writes || wanted.write())
                && path.matcher(request.target()).find();
    }
}
