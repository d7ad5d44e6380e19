package io.azbatch.simulator.batch.application;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.azbatch.simulator.arm.Azure;
import io.azbatch.simulator.arm.Resource;
import io.azbatch.simulator.batch.account.AccountError;
import io.azbatch.simulator.batch.answer.BatchError;
import io.azbatch.simulator.batch.answer.BatchRefusal;
import io.azbatch.simulator.batch.answer.BatchTime;
import io.azbatch.simulator.batch.answer.MaxResults;
import io.azbatch.simulator.http.Json;
import io.azbatch.simulator.http.Request;
import io.azbatch.simulator.http.Response;
import java.time.Instant;
import java.util.List;

/** What applications and packages have in common as ARM shows them. */
final class ApplicationPages {
    private static final int MOST = 1000;

    private final Azure azure;

    ApplicationPages(Azure azure) {
        this.azure = azure;
    }

    /** The page that a request asks for. */
    Response of(Request request, List<ObjectNode> items) {
        try {
            return azure.pages().of(request, items, MaxResults.read(request, MOST));
        } catch (BatchRefusal refusal) {
            BatchError error = refusal.error();
            throw AccountError.of(request, azure.world().now(), error.status(), error.code(), error.message());
        }
    }

    static ObjectNode head(Resource resource, Instant modified) {
        return Json.object()
                .put("type", resource.id().type())
                .put("id", resource.id().toString())
                .put("name", resource.id().name())
                .put("etag", etag(modified));
    }

    static String etag(Instant modified) {
        return "W/\"" + BatchTime.etag(modified) + "\"";
    }
}
