package io.azbatch.simulator.batch.service;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.azbatch.simulator.batch.answer.BatchTime;
import io.azbatch.simulator.batch.pool.Pool;
import io.azbatch.simulator.http.Json;
import io.azbatch.simulator.http.Response;
import java.time.Instant;

/** Headers that answers have in common. */
final class Answers {
    private Answers() {}

    /** With the ETag, unquoted, and the last modification of a pool. */
    static Response of(Response response, Pool pool) {
        return of(response, pool.modified());
    }

    /** The same for whatever was last written then. */
    static Response of(Response response, Instant modified) {
        return response.with("ETag", BatchTime.etag(modified)).with("Last-Modified", BatchTime.http(modified));
    }

    /** The same for a write, which also says what it was done to. */
    static Response written(Call call, int status, Pool pool) {
        return written(call, status, pool.modified());
    }

    /** The same for whatever was written then. */
    static Response written(Call call, int status, Instant modified) {
        return identified(call, of(Response.empty(status), modified));
    }

    /** Something was added, and is to be found there. */
    static Response added(Call call, String path, Instant modified) {
        return of(Response.empty(201), modified)
                .with("Location", call.endpoint() + path)
                .with("DataServiceId", call.endpoint() + path);
    }

    /** One resource. */
    static Response one(Call call, String collection, ObjectNode rendered) {
        Lists.checkNames(call.request(), collection);
        ObjectNode body =
                Json.object().put("odata.metadata", call.endpoint() + "/$metadata#" + collection + "/@Element");
        body.setAll((ObjectNode) Lists.select(call.request(), rendered));
        return Response.json(200, body);
    }

    /** Says what the request was done to. */
    static Response identified(Call call, Response response) {
        return response.with("DataServiceId", call.endpoint() + call.request().path());
    }
}
