package io.azbatch.operator.azure;

import com.azure.core.util.BinaryData;
import com.azure.core.util.Context;
import com.azure.storage.blob.BlobContainerClient;
import com.azure.storage.blob.BlobUrlParts;
import com.azure.storage.blob.models.BlobHttpHeaders;
import com.azure.storage.blob.models.BlobListDetails;
import com.azure.storage.blob.models.BlobProperties;
import com.azure.storage.blob.models.BlobRange;
import com.azure.storage.blob.models.BlobRequestConditions;
import com.azure.storage.blob.models.ListBlobsOptions;
import com.azure.storage.blob.options.BlobBeginCopyOptions;
import com.azure.storage.blob.options.BlobParallelUploadOptions;
import com.azure.storage.blob.specialized.BlobClientBase;
import io.azbatch.operator.cloud.Blobs;
import io.azbatch.operator.cloud.Credential;
import io.azbatch.operator.cloud.Reading;
import io.azbatch.operator.cloud.Sas;
import io.azbatch.operator.cloud.Trouble;
import io.azbatch.operator.cloud.Write;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Blobs through the blob service, signed in with Entra. Names of blobs differ by case, so each is read for itself. */
final class AzureBlobs implements Blobs {

    private static final Set<String> THERE_ALREADY = Set.of("ContainerAlreadyExists");
    private static final Set<String> GONE = Set.of("BlobNotFound", "ContainerNotFound");
    private static final Set<String> OVER = Set.of("NoPendingCopyOperation", "BlobNotFound");

    private final Connections connections;
    private final Calls calls;

    AzureBlobs(Connections connections, Calls calls) {
        this.connections = connections;
        this.calls = calls;
    }

    @Override
    public Reading<Blob> get(Credential credential, URI blob) {
        return calls.read(
                credential, "blob " + blob, blob.toString(), () -> BlobReading.blob(blob, look(credential, blob)));
    }

    private BlobProperties look(Credential credential, URI blob) {
        return client(credential, blob)
                .getPropertiesWithResponse(null, null, Context.NONE)
                .getValue();
    }

    @Override
    public Reading<byte[]> tail(Credential credential, URI blob, int length) {
        return calls.read(credential, "tail-" + length + " " + blob, blob.toString(), () -> {
            long size = look(credential, blob).getBlobSize();
            long from = Math.max(0, size - length);
            return size == 0
                    ? new byte[0]
                    : client(credential, blob)
                            .downloadContentWithResponse(
                                    null, null, new BlobRange(from, size - from), false, null, Context.NONE)
                            .getValue()
                            .toBytes();
        });
    }

    @Override
    public Reading<List<Blob>> list(Credential credential, Container container, String prefix) {
        ListBlobsOptions options = new ListBlobsOptions()
                .setPrefix(prefix)
                .setDetails(new BlobListDetails().setRetrieveMetadata(true).setRetrieveCopy(true));
        return calls.read(
                credential,
                "blobs " + prefix,
                container.account() + container.name(),
                () -> container(credential, container).listBlobs(options, null).stream()
                        .map(item -> BlobReading.blob(container.blob(item.getName()), item))
                        .toList());
    }

    @Override
    public Write createContainer(Credential credential, Container container) {
        return done(
                calls.write(container.account() + container.name(), () -> container(credential, container)
                        .createWithResponse(null, null, null, Context.NONE)),
                THERE_ALREADY);
    }

    /** The SDK's poller sends the one request when it is made, and nothing more unless it is asked. */
    @Override
    public Write beginCopy(
            Credential credential, URI target, Sas source, boolean overwrite, Map<String, String> metadata) {
        return write(target, () -> client(credential, target)
                .beginCopy(new BlobBeginCopyOptions(source.uri().toString())
                        .setMetadata(metadata)
                        .setDestinationRequestConditions(conditions(overwrite))));
    }

    @Override
    public Write abortCopy(Credential credential, URI target, String copyId) {
        return done(
                write(target, () -> client(credential, target)
                        .abortCopyFromUrlWithResponse(copyId, null, null, Context.NONE)),
                OVER);
    }

    @Override
    public Write putText(
            Credential credential,
            URI blob,
            String contentType,
            String text,
            boolean overwrite,
            Map<String, String> metadata) {
        BlobUrlParts parts = BlobUrlParts.parse(blob.toString());
        return write(blob, () -> container(credential, parts)
                .getBlobClient(parts.getBlobName())
                .uploadWithResponse(
                        new BlobParallelUploadOptions(BinaryData.fromString(text))
                                .setHeaders(new BlobHttpHeaders().setContentType(contentType))
                                .setMetadata(metadata)
                                .setRequestConditions(conditions(overwrite)),
                        null,
                        Context.NONE));
    }

    @Override
    public Write replaceMetadata(Credential credential, URI blob, String etag, Map<String, String> metadata) {
        return write(blob, () -> client(credential, blob)
                .setMetadataWithResponse(metadata, new BlobRequestConditions().setIfMatch(etag), null, Context.NONE));
    }

    @Override
    public Write delete(Credential credential, URI blob) {
        return done(
                write(blob, () -> client(credential, blob).deleteWithResponse(null, null, null, Context.NONE)), GONE);
    }

    /** The list of the container shows the blob too. */
    private Write write(URI blob, Runnable send) {
        return calls.write(containerUrl(BlobUrlParts.parse(blob.toString())), send);
    }

    private static BlobRequestConditions conditions(boolean overwrite) {
        BlobRequestConditions conditions = new BlobRequestConditions();
        return overwrite ? conditions : conditions.setIfNoneMatch("*");
    }

    /** A refusal that says that all is as asked for. */
    private static Write done(Write answer, Set<String> codes) {
        return answer instanceof Write.Refused(Trouble trouble) && codes.contains(trouble.code())
                ? Write.accepted()
                : answer;
    }

    private BlobClientBase client(Credential credential, URI blob) {
        BlobUrlParts parts = BlobUrlParts.parse(blob.toString());
        return container(credential, parts).getBlobClient(parts.getBlobName());
    }

    private BlobContainerClient container(Credential credential, BlobUrlParts parts) {
        return container(credential, new Container(URI.create(accountUrl(parts)), parts.getBlobContainerName()));
    }

    private static String containerUrl(BlobUrlParts parts) {
        return accountUrl(parts) + parts.getBlobContainerName();
    }

    private static String accountUrl(BlobUrlParts parts) {
        return parts.getScheme() + "://" + parts.getHost() + "/"
                + (BlobReading.isPathStyle(parts) ? parts.getAccountName() + "/" : "");
    }

    private BlobContainerClient container(Credential credential, Container container) {
        return connections.blobs(credential, container.account()).container(container.name());
    }
}
