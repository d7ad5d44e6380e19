package io.azbatch.simulator.storage.blob;

import io.azbatch.simulator.arm.Azure;
import io.azbatch.simulator.http.Refused;
import io.azbatch.simulator.http.Request;
import io.azbatch.simulator.http.Response;
import io.azbatch.simulator.storage.BlobEntry;
import io.azbatch.simulator.storage.BlobEntry.Kind;
import io.azbatch.simulator.storage.Place;
import io.azbatch.simulator.storage.Storage;
import io.azbatch.simulator.storage.StoreWork;
import io.azbatch.simulator.storage.azurite.Azurite;
import io.azbatch.simulator.storage.azurite.AzuriteRequest;
import io.azbatch.simulator.storage.copy.Copy;
import io.azbatch.simulator.storage.copy.Copy.Status;
import io.azbatch.simulator.storage.copy.CopySource;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/**
 * Copy Blob. While a copy is pending the blob is there with its length and nothing in it; the bytes arrive at its virtual end. Whether
 * the source may still be read is asked again whenever somebody looks at the copy, and at its end.
 */
final class CopyService {
    private static final long MIB = 1L << 20;

    private final Azure azure;
    private final Storage storage;
    private final Sources sources;
    private final Forwarder forwarder;
    private final StoreWork work;
    private final CopyHeaders headers;
    /** Requests that began pending copies, by copy id. */
    private final Map<String, Request> requests = new HashMap<>();

    CopyService(Azure azure, Storage storage, Sources sources, Forwarder forwarder) {
        this.azure = azure;
        this.storage = storage;
        this.sources = sources;
        this.forwarder = forwarder;
        this.work = new StoreWork(storage.azurite());
        this.headers = new CopyHeaders(azure);
    }

    /** Begins a copy. */
    Response begin(Admitted admitted) {
        CopySource source = azure.world().look(() -> sources.require(admitted));
        Azurite.Answer found = lookAt(admitted, source);
        long length = found.header("content-length").map(Long::parseLong).orElse(0L);
        Kind kind = Kind.of(found.header("x-ms-blob-type").orElse(""));
        boolean atOnce = source.place().slot().equals(admitted.slot()) || isSynchronous(admitted);
        Copy copy = azure.world().look(() -> copy(admitted, source, length, atOnce));
        Response answer = atOnce ? arrive(admitted, copy) : reserve(admitted, copy, kind, length, found);
        if (answer.isRefusal()) {
            return answer;
        }
        azure.world().look(() -> note(admitted, copy, kind, length));
        return answer.with("x-ms-copy-id", copy.id())
                .with("x-ms-copy-status", copy.status().word());
    }

    /** Ends a pending copy; the blob stays, empty. */
    Response abort(Admitted admitted) {
        if (!admitted.call().header("x-ms-copy-action").equalsIgnoreCase("abort")) {
            throw BlobError.missingHeader("x-ms-copy-action");
        }
        String id = admitted.call().request().query().get("copyid").orElse("");
        azure.world().look(() -> {
            BlobEntry blob = storage.blobs().find(admitted.place()).orElseThrow(BlobError::blobNotFound);
            Copy pending = blob.copy()
                    .filter(Copy::isPending)
                    .orElseThrow(() -> BlobError.of(
                            409, "NoPendingCopyOperation", "There is currently no pending copy operation."));
            if (!pending.id().equals(id)) {
                throw BlobError.of(
                        409,
                        "CopyIdMismatch",
                        "The specified copy ID did not match the copy ID for the pending copy" + " operation.");
            }
            end(admitted.place(), pending, Status.ABORTED, "");
            return pending;
        });
        storage.backstage().await();
        return Response.empty(204);
    }

    /** Fails pending copies whose source may not be read any more: to a blob, or to any in a container. Inside a look. */
    void settle(Admitted admitted) {
        Place asked = admitted.place();
        if (admitted.call().operation() == BlobOperation.BLOBS_LIST) {
            storage.blobs().in(asked.slot(), asked.container()).keySet().forEach(this::settle);
        } else {
            settle(asked);
        }
    }

    private void settle(Place place) {
        storage.blobs()
                .find(place)
                .flatMap(BlobEntry::copy)
                .filter(Copy::isPending)
                .ifPresent(copy -> sources.closed(copy.source(), requests.get(copy.id()))
                        .ifPresent(refused -> fail(place, copy, refused)));
    }

    /** An answer about a blob with what is to say of the last copy to it. */
    Response describe(Place place, Response response) {
        return azure.world().look(() -> storage.blobs()
                .find(place)
                .flatMap(BlobEntry::copy)
                .filter(copy -> !response.isRefusal())
                .map(copy -> headers.add(copy, response))
                .orElse(response));
    }

    private Azurite.Answer lookAt(Admitted admitted, CopySource source) {
        String query = source.snapshot().map(one -> "snapshot=" + one).orElse("");
        AzuriteRequest head =
                AzuriteRequest.of("HEAD", source.place().slot(), source.place().below(), query);
        for (String condition :
                new String[] {"if-match", "if-none-match", "if-modified-since", "if-unmodified-since"}) {
            String wanted = admitted.call().header("x-ms-source-" + condition);
            head = wanted.isEmpty() ? head : head.with(condition, wanted);
        }
        Azurite.Answer found = storage.azurite().call(head);
        return switch (found.status()) {
            case 200 -> found;
            case 304, 412 ->
                throw BlobError.of(
                        412,
                        "SourceConditionNotMet",
                        "The source condition specified using HTTP conditional header(s) is not met.");
            default ->
                throw source.byCaller()
                        ? BlobError.blobNotFound()
                        : BlobError.of(404, "CannotVerifyCopySource", "The specified blob does not exist.");
        };
    }

    private Copy copy(Admitted admitted, CopySource source, long length, boolean atOnce) {
        Instant now = azure.world().now();
        long speed = Math.max(1, azure.settings().number("copyMiBPerSecond")) * MIB;
        Duration takes = atOnce ? Duration.ZERO : Duration.ofMillis(Math.max(1000, length * 1000 / speed));
        return new Copy(
                UUID.randomUUID().toString(),
                source,
                length,
                now,
                now.plus(takes),
                atOnce ? Status.SUCCESS : Status.PENDING,
                atOnce ? Optional.of(now) : Optional.empty(),
                "",
                CopyHeaders.wanted(admitted.call()));
    }

    /** Lets the bytes arrive at once. */
    private Response arrive(Admitted admitted, Copy copy) {
        AzuriteRequest request = forwarder
                .translate(admitted)
                .with(
                        "x-ms-copy-source",
                        storage.azurite().readable(copy.source().place().path())
                                + copy.source()
                                        .snapshot()
                                        .map(one -> "&snapshot=" + one)
                                        .orElse(""));
        return forwarder.send(FromUrl.withoutSourceConditions(request));
    }

    /** Makes the blob that the bytes will fill. */
    private Response reserve(Admitted admitted, Copy copy, Kind kind, long length, Azurite.Answer source) {
        AzuriteRequest request = forwarder.translate(admitted);
        request = FromUrl.withoutSource(request, new byte[0]).with("x-ms-blob-type", kind.word());
        if (kind == Kind.PAGE) {
            request = request.with("x-ms-blob-content-length", Long.toString(length));
        }
        boolean ownMetadata = copy.headers().keySet().stream().anyMatch(name -> name.startsWith("x-ms-meta-"));
        if (!ownMetadata) {
            for (var header : source.response().headers().map().entrySet()) {
                if (header.getKey().startsWith("x-ms-meta-")) {
                    request = request.with(header.getKey(), header.getValue().getFirst());
                }
            }
        }
        Response made = forwarder.send(request);
        return made.isRefusal()
                ? made
                : new Response(202, made.headers(), new byte[0], "").withDefault("x-ms-copy-id", copy.id());
    }

    private Copy note(Admitted admitted, Copy copy, Kind kind, long length) {
        BlobEntry made = BlobEntry.fresh(kind, length).with(copy);
        storage.blobs()
                .put(
                        admitted.place(),
                        copy.isPending()
                                ? made
                                : made.with(storage.blobs()
                                        .find(copy.source().place())
                                        .flatMap(BlobEntry::lastSector)));
        if (copy.isPending()) {
            requests.put(copy.id(), admitted.call().request().withBody(new byte[0]));
            azure.world().at(copy.due(), () -> finish(admitted.place(), copy));
        }
        return copy;
    }

    /** At the virtual end: the bytes arrive, or it turns out that they can not be read. */
    private void finish(Place place, Copy copy) {
        boolean same = storage.blobs()
                .find(place)
                .flatMap(BlobEntry::copy)
                .filter(copy::equals)
                .isPresent();
        if (!same) {
            return;
        }
        Optional<BlobEntry> from = storage.blobs().find(copy.source().place());
        Optional<Refused> closed = sources.closed(copy.source(), requests.get(copy.id()));
        if (closed.isPresent() || from.isEmpty()) {
            fail(place, copy, closed.orElseGet(BlobError::blobNotFound));
            return;
        }
        storage.blobs().change(place, entry -> entry.with(from.get().lastSector())
                .with(copy.ended(Status.SUCCESS, azure.world().now(), "")));
        requests.remove(copy.id());
        String query = copy.source().snapshot().map(one -> "snapshot=" + one).orElse("");
        storage.backstage()
                .add(() -> StoreWork.require(
                        work.copy(copy.source().place(), query, place, copy.headers()), "the copy to " + place.blob()));
    }

    private void fail(Place place, Copy copy, Refused refused) {
        String why = refused.response().status() + " " + refused.response().errorCode()
                + " \"Copy failed when reading the source.\"";
        end(place, copy, Status.FAILED, why);
    }

    private void end(Place place, Copy copy, Status status, String why) {
        requests.remove(copy.id());
        storage.blobs().change(place, entry -> entry.resized(0)
                .with(copy.ended(status, azure.world().now(), why)));
        boolean pages = storage.blobs().find(place).filter(BlobEntry::isPage).isPresent();
        if (pages) {
            storage.backstage().add(() -> work.resize(place, 0, CopyHeaders.lease(copy.headers())));
        }
    }

    private static boolean isSynchronous(Admitted admitted) {
        return admitted.call().header("x-ms-requires-sync").equalsIgnoreCase("true");
    }
}
