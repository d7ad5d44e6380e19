package io.azbatch.simulator.storage.blob;

import io.azbatch.simulator.arm.Azure;
import io.azbatch.simulator.entra.Directory;
import io.azbatch.simulator.http.ListenerKind;
import io.azbatch.simulator.http.Plane;
import io.azbatch.simulator.http.Refused;
import io.azbatch.simulator.http.Request;
import io.azbatch.simulator.http.Response;
import io.azbatch.simulator.storage.Storage;
import io.azbatch.simulator.storage.azurite.AzuriteMissing;
import java.nio.charset.StandardCharsets;
import java.time.Instant;

/** The blob service of all storage accounts, and of the disks that Compute exports. */
public final class BlobPlane implements Plane {
    /** Stands in the text of a refusal for what only the plane knows. */
    static final String TRACE = "%TRACE%";

    private static final System.Logger LOG = System.getLogger(BlobPlane.class.getName());

    private final BlobService service;

    /**
     * @param authority URL of the token authority, named in challenges
     */
    public BlobPlane(Azure azure, Storage storage, Directory directory, String authority) {
        this.service =
                new BlobService(azure, storage, new Door(azure, storage, directory, authority), directory.tenant());
    }

    @Override
    public ListenerKind kind() {
        return ListenerKind.BLOB;
    }

    @Override
    public Operation operation(Request request) {
        BlobOperation operation = BlobCall.of(request).operation();
        boolean write = operation == BlobOperation.UNKNOWN ? request.changesSomething() : operation.isWrite();
        return new Operation(operation.title(), write);
    }

    @Override
    public Response handle(Request request) {
        try {
            return finish(request, service.answer(BlobCall.of(request)));
        } catch (Refused refused) {
            return finish(request, refused.response());
        } catch (AzuriteMissing missing) {
            LOG.log(System.Logger.Level.ERROR, missing.getMessage());
            return refusal(request, 503, "ServerBusy", String.valueOf(missing.getMessage()));
        }
    }

    @Override
    public Response refusal(Request request, int status, String code, String message) {
        return finish(request, BlobError.response(status, code, message, ""));
    }

    private static Response finish(Request request, Response response) {
        Response finished = response.isRefusal() ? traced(request, response) : response;
        String version = request.header("x-ms-version")
                .or(() -> request.query().get("sv"))
                .orElse("");
        if (!version.isEmpty()) {
            finished = finished.with("x-ms-version", version);
        }
        String clientId = request.header("x-ms-client-request-id").orElse("");
        if (!clientId.isEmpty()) {
            finished = finished.with("x-ms-client-request-id", clientId);
        }
        return finished.with("x-ms-request-id", request.id())
                .with("Server", "Windows-Azure-Blob/1.0 Microsoft-HTTPAPI/2.0");
    }

    private static Response traced(Request request, Response response) {
        String body = new String(response.body(), StandardCharsets.UTF_8)
                .replace(TRACE, "\nRequestId:" + request.id() + "\nTime:" + Instant.now());
        return new Response(
                response.status(), response.headers(), body.getBytes(StandardCharsets.UTF_8), response.errorCode());
    }
}
