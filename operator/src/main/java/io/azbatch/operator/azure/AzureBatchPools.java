package io.azbatch.operator.azure;

import com.microsoft.azure.PagedList;
import com.microsoft.azure.batch.protocol.BatchServiceClient;
import com.microsoft.azure.batch.protocol.models.CloudPool;
import com.microsoft.azure.batch.protocol.models.PoolNodeCounts;
import com.microsoft.azure.batch.protocol.models.PoolPatchOptions;
import com.microsoft.azure.batch.protocol.models.PoolPatchParameter;
import com.microsoft.azure.batch.protocol.models.PoolResizeOptions;
import io.azbatch.operator.cloud.BatchPools;
import io.azbatch.operator.cloud.Credential;
import io.azbatch.operator.cloud.Reading;
import io.azbatch.operator.cloud.Trouble;
import io.azbatch.operator.cloud.Write;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Pools through the Batch data plane. One list of an account serves everybody who asks for a pool in it. */
final class AzureBatchPools implements BatchPools {

    private static final Duration IMAGES_AGE = Duration.ofHours(6);
    private static final Set<String> GOING = Set.of("PoolBeingDeleted", "PoolNotFound");

    private final Connections connections;
    private final Calls calls;

    AzureBatchPools(Connections connections, Calls calls) {
        this.connections = connections;
        this.calls = calls;
    }

    @Override
    public Reading<Pool> get(Credential credential, URI endpoint, String poolId) {
        return pick(pools(credential, endpoint), poolId);
    }

    @Override
    public Reading<List<Pool>> list(Credential credential, URI endpoint) {
        return Calls.map(pools(credential, endpoint), byId -> List.copyOf(byId.values()));
    }

    /** A pool without nodes may be missing among the counts; then the list of pools tells whether it is there. */
    @Override
    public Reading<NodeCounts> nodeCounts(Credential credential, URI endpoint, String poolId) {
        Reading<Map<String, NodeCounts>> all = calls.read(
                credential,
                "nodeCounts",
                scope(endpoint),
                () -> byId(
                        client(credential, endpoint).accounts().listPoolNodeCounts(),
                        PoolNodeCounts::poolId,
                        PoolReading::counts));
        return pick(all, poolId) instanceof Reading.Absent<NodeCounts>
                ? Calls.map(get(credential, endpoint, poolId), pool -> new NodeCounts(0, Map.of()))
                : pick(all, poolId);
    }

    private Reading<Map<String, Pool>> pools(Credential credential, URI endpoint) {
        return calls.read(
                credential,
                "pools",
                scope(endpoint),
                () -> byId(client(credential, endpoint).pools().list(), CloudPool::id, PoolReading::pool));
    }

    /** In a scope of its own: what we write to pools does not change it. */
    @Override
    public Reading<List<SupportedImage>> supportedImages(Credential credential, URI endpoint) {
        return calls.read(
                credential,
                "supportedImages",
                "images that Batch knows, asked at " + scope(endpoint),
                IMAGES_AGE,
                () -> all(client(credential, endpoint).accounts().listSupportedImages()).stream()
                        .flatMap(image -> PoolReading.supportedImage(image).stream())
                        .toList());
    }

    @Override
    public Write create(Credential credential, URI endpoint, NewPool pool) {
        return write(credential, endpoint, client -> client.pools().add(PoolBodies.pool(pool)));
    }

    @Override
    public Write resize(Credential credential, URI endpoint, String poolId, Resize resize, String etag) {
        return write(credential, endpoint, client -> client.pools()
                .resize(poolId, PoolBodies.resize(resize), new PoolResizeOptions().withIfMatch(etag)));
    }

    @Override
    public Write disableAutoscale(Credential credential, URI endpoint, String poolId) {
        return write(credential, endpoint, client -> client.pools().disableAutoScale(poolId));
    }

    @Override
    public Write replaceMetadata(
            Credential credential, URI endpoint, String poolId, Map<String, String> metadata, String etag) {
        return write(credential, endpoint, client -> client.pools()
                .patch(
                        poolId,
                        new PoolPatchParameter().withMetadata(PoolBodies.metadata(metadata)),
                        new PoolPatchOptions().withIfMatch(etag)));
    }

    /** A pool that is being deleted already, or is gone, is what was asked for. */
    @Override
    public Write delete(Credential credential, URI endpoint, String poolId) {
        Write answer = write(credential, endpoint, client -> client.pools().delete(poolId));
        return answer instanceof Write.Refused(Trouble trouble) && GOING.contains(trouble.code())
                ? Write.accepted()
                : answer;
    }

    private Write write(Credential credential, URI endpoint, Consumer<BatchServiceClient> send) {
        return calls.write(scope(endpoint), () -> send.accept(client(credential, endpoint)));
    }

    private BatchServiceClient client(Credential credential, URI endpoint) {
        return connections.batch(credential, endpoint).client();
    }

    private static String scope(URI endpoint) {
        return endpoint.toString();
    }

    private static <T> Reading<T> pick(Reading<Map<String, T>> all, String poolId) {
        String key = key(poolId);
        return all instanceof Reading.Present<Map<String, T>>(Map<String, T> found) && !found.containsKey(key)
                ? new Reading.Absent<>("PoolNotFound", "The specified pool does not exist.")
                : Calls.map(all, byId -> byId.get(key));
    }

    private static <S, T> Map<String, T> byId(PagedList<S> pages, Function<S, String> id, Function<S, T> turn) {
        return all(pages).stream()
                .collect(Collectors.toUnmodifiableMap(item -> key(id.apply(item)), turn, (first, again) -> again));
    }

    private static <T> List<T> all(PagedList<T> pages) {
        pages.loadAll();
        return pages;
    }

    /** Azure keeps the case of a pool id and does not tell two apart by it. */
    private static String key(String poolId) {
        return poolId.toLowerCase(Locale.ROOT);
    }
}
