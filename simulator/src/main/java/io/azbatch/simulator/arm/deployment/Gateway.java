package io.azbatch.simulator.arm.deployment;

import com.fasterxml.jackson.databind.JsonNode;
import io.azbatch.simulator.http.Request;
import io.azbatch.simulator.http.Response;
import java.util.Optional;

/** Sends requests of a deployment through ARM's front end, as if its caller had sent them. */
public interface Gateway {
    /**
     * @param origin the request that began the deployment
     * @param path resource id
     * @param body absent for none
     * @return the answer, refusals included
     */
    Response send(Request origin, String method, String path, String apiVersion, Optional<JsonNode> body);
}
