package io.azbatch.simulator.storage.blob;

import io.azbatch.simulator.arm.Azure;
import io.azbatch.simulator.http.Refused;
import io.azbatch.simulator.http.Response;
import io.azbatch.simulator.storage.BlobEntry;
import io.azbatch.simulator.storage.Storage;
import io.azbatch.simulator.storage.account.StorageAccount;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import java.util.stream.IntStream;

/** Answers requests: lets them in, waits for what the service itself has to do before, asks the store, takes note. */
final class BlobService {
    /** Writes to one blob happen one after the other, so that what is noted of it is what is the case. */
    private static final int STRIPES = 64;

    private final Azure azure;
    private final Storage storage;
    private final Door door;
    private final Forwarder forwarder;
    private final Notes notes;
    private final CopyService copies;
    private final FromUrl fromUrl;
    private final ServiceAnswers own;
    private final Lists lists;
    private final ReentrantLock[] writes =
            IntStream.range(0, STRIPES).mapToObj(i -> new ReentrantLock()).toArray(ReentrantLock[]::new);

    BlobService(Azure azure, Storage storage, Door door, String tenant) {
        this.azure = azure;
        this.storage = storage;
        this.door = door;
        this.forwarder = new Forwarder(storage.azurite());
        this.notes = new Notes(azure, storage);
        Sources sources = new Sources(storage, door);
        this.copies = new CopyService(azure, storage, sources, forwarder);
        this.fromUrl = new FromUrl(azure, storage, sources);
        this.own = new ServiceAnswers(storage, tenant);
        this.lists = new Lists(azure, storage);
    }

    /**
     * The answer to a request.
     *
     * @throws Refused in the service's own form
     */
    Response answer(BlobCall call) {
        Admitted admitted = azure.world().look(() -> admit(call));
        storage.backstage().await();
        if (!call.operation().isWrite()) {
            return read(admitted);
        }
        ReentrantLock turn = writes[Math.floorMod(admitted.place().hashCode(), STRIPES)];
        turn.lock();
        try {
            return write(admitted);
        } finally {
            turn.unlock();
        }
    }

    private Admitted admit(BlobCall call) {
        Admitted admitted = door.admit(call);
        admitted.account().ifPresent(account -> checkPlace(call, account));
        copies.settle(admitted);
        return admitted;
    }

    private void checkPlace(BlobCall call, StorageAccount account) {
        if (call.container().isEmpty()) {
            return;
        }
        boolean made = call.operation() == BlobOperation.CONTAINER_PUT;
        if (made && storage.accounts().isBeingDeleted(account, call.container())) {
            throw BlobError.of(
                    409, "ContainerBeingDeleted", "The specified container is being deleted. Try operation later.");
        }
        if (!made && storage.accounts().container(account, call.container()).isEmpty()) {
            throw BlobError.containerNotFound();
        }
        boolean opened = !call.header("x-ms-blob-public-access").isEmpty() && !account.allowsPublicAccess();
        if (call.operation().isWrite() && opened) {
            throw AccessError.publicNotPermitted();
        }
        boolean pages = call.operation() == BlobOperation.BLOB_PUT
                && call.header("x-ms-blob-type").equalsIgnoreCase(BlobEntry.Kind.PAGE.word());
        if (pages && !account.takesPageBlobs()) {
            throw BlobError.of(
                    400, "BlobTypeNotSupported", "The specified blob type is not supported by this account.");
        }
    }

    private Response read(Admitted admitted) {
        return switch (admitted.call().operation()) {
            case USER_DELEGATION_KEY -> own.delegationKey(admitted);
            case ACCOUNT_INFORMATION -> own.accountInformation(admitted);
            case CONTAINERS_LIST, BLOBS_LIST -> lists.translate(admitted, forward(admitted));
            case BLOB_GET, BLOB_HEAD -> copies.describe(admitted.place(), forward(admitted));
            default -> forward(admitted);
        };
    }

    private Response write(Admitted admitted) {
        if (admitted.call().operation() == BlobOperation.COPY_ABORT) {
            return copies.abort(admitted);
        }
        azure.world().look(() -> {
            refuseWhileCopied(storage.blobs().find(admitted.place()));
            return admitted;
        });
        return switch (admitted.call().operation()) {
            case COPY -> copies.begin(admitted);
            case PAGE_FROM_URL, BLOCK_FROM_URL, BLOB_FROM_URL ->
                notes.take(admitted, fromUrl.fetched(admitted), forwarder);
            default -> notes.take(admitted, admitted.call().request().body(), forwarder);
        };
    }

    private static void refuseWhileCopied(Optional<BlobEntry> blob) {
        if (blob.filter(BlobEntry::isBeingCopied).isPresent()) {
            throw BlobError.of(409, "PendingCopyOperation", "There is currently a pending copy operation.");
        }
    }

    private Response forward(Admitted admitted) {
        return forwarder.send(forwarder.translate(admitted));
    }
}
