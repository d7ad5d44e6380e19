package io.azbatch.simulator.journal;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.azbatch.simulator.http.Json;

/** One request that reached the simulator, and what became of it. */
public record Entry(Arrival arrival, Outcome outcome) {

    /** One flat JSON object; fields of an outcome that is not known yet are absent. */
    public ObjectNode toJson() {
        ObjectNode json = Json.object()
                .put("sequence", arrival.sequence())
                .put("listener", arrival.listener())
                .put("port", arrival.port())
                .put("method", arrival.method())
                .put("path", arrival.path())
                .put("apiVersion", arrival.apiVersion())
                .put("operation", arrival.operation())
                .put("write", arrival.write())
                .put("applied", outcome.applied())
                .put("answered", outcome.answered())
                .put("errorCode", outcome.errorCode())
                .put("requestBody", arrival.requestBody())
                .put("clientRequestId", arrival.clientRequestId())
                .put("requestId", arrival.requestId())
                .put("userAgent", arrival.userAgent())
                .put("receivedAt", arrival.receivedAt().toString())
                .put("virtualTime", arrival.virtualTime().toString());
        if (outcome.status() != null) {
            json.put("status", outcome.status());
        }
        if (outcome.fault() != null) {
            json.put("fault", outcome.fault());
        }
        if (outcome.endedAt() != null) {
            json.put("endedAt", outcome.endedAt().toString());
        }
        return json;
    }
}
