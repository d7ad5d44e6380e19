package io.azbatch.simulator.batch.service;

import io.azbatch.simulator.batch.answer.BatchTime;
import io.azbatch.simulator.batch.pool.Pool;
import io.azbatch.simulator.http.Response;

/** Headers that answers have in common. */
final class Answers {
    private Answers() {}

    /** With the ETag, unquoted, and the last modification of a pool. */
    static Response of(Response response, Pool pool) {
        return response.with("ETag", BatchTime.etag(pool.modified()))
                .with("Last-Modified", BatchTime.http(pool.modified()));
    }

    /** The same for a write, which also says what it was done to. */
    static Response written(Call call, int status, Pool pool) {
        return identified(call, of(Response.empty(status), pool));
    }

    /** Says what the request was done to. */
    static Response identified(Call call, Response response) {
        return response.with("DataServiceId", call.endpoint() + call.request().path());
    }
}
