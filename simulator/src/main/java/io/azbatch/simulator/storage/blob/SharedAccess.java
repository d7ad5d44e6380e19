package io.azbatch.simulator.storage.blob;

import io.azbatch.simulator.arm.Azure;
import io.azbatch.simulator.storage.Storage;
import io.azbatch.simulator.storage.access.Hmac;
import io.azbatch.simulator.storage.access.Sas;
import io.azbatch.simulator.storage.access.SasTerms;
import io.azbatch.simulator.storage.account.Container.Policy;
import io.azbatch.simulator.storage.account.StorageAccount;
import io.azbatch.simulator.storage.disk.Export;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Optional;

/** Whether a shared access opens what is asked for, now. Used inside a look at the world. */
final class SharedAccess {
    private final Azure azure;
    private final Storage storage;

    SharedAccess(Azure azure, Storage storage) {
        this.azure = azure;
        this.storage = storage;
    }

    /** Refuses what an access to an account, or to something in it, does not open. */
    void check(BlobCall call, StorageAccount account, Sas sas) {
        SasTerms terms = new SasTerms(sas);
        if (terms.isDelegated() ? !delegated(call, account, terms) : !signed(call, account, terms)) {
            throw AccessError.failed("Signature did not match. String to sign used was "
                    + terms.text(account.id().name(), call.container(), call.blob()));
        }
        if (!terms.isDelegated() && !account.allowsKeys()) {
            throw AccessError.keysNotPermitted();
        }
        Optional<Policy> policy = terms.policy().map(id -> policy(call, account, id));
        checkTime(
                terms.start().or(() -> policy.flatMap(Policy::start)),
                terms.expiry().or(() -> policy.flatMap(Policy::expiry)));
        checkScope(call, terms);
        String letters = terms.permissions()
                .or(() -> policy.flatMap(Policy::permissions))
                .orElse("");
        checkLetters(call.operation(), letters);
    }

    /** Refuses what the access to an exported disk does not open. */
    void check(BlobCall call, Export export, Sas sas) {
        SasTerms terms = new SasTerms(sas);
        boolean open = export.isOpen()
                && export.names(call.container(), call.blob())
                && terms.policy().equals(Optional.of(export.policy()))
                && terms.isSignedBy(export.key(), export.account(), call.container(), call.blob());
        if (!open) {
            throw AccessError.failed("Access policy fields can be associated with signature or SAS identifier but not"
                    + " both, and the identifier must be that of a stored policy.");
        }
        checkTime(Optional.empty(), Optional.of(export.expiry()));
        checkLetters(call.operation(), export.write() ? "rw" : "r");
    }

    private static boolean signed(BlobCall call, StorageAccount account, SasTerms terms) {
        return account.keys().stream()
                .anyMatch(key -> terms.isSignedBy(key.value(), account.id().name(), call.container(), call.blob()));
    }

    private boolean delegated(BlobCall call, StorageAccount account, SasTerms terms) {
        return storage.delegationKeys()
                .value(terms)
                .filter(key -> Hmac.verifies(
                        key, terms.text(account.id().name(), call.container(), call.blob()), terms.signature()))
                .isPresent();
    }

    private Policy policy(BlobCall call, StorageAccount account, String id) {
        return storage.accounts()
                .container(account, call.container())
                .map(container -> container.policies().get(id))
                .orElseThrow(
                        () -> AccessError.failed("SAS identifier cannot be found for specified signed identifier"));
    }

    private void checkTime(Optional<Instant> start, Optional<Instant> expiry) {
        Instant now = azure.world().now();
        boolean open = expiry.filter(now::isBefore).isPresent()
                && start.filter(now::isBefore).isEmpty();
        if (!open) {
            throw AccessError.failed("Signature not valid in the specified time frame: Start ["
                    + start.map(SharedAccess::show).orElse("") + "] - Expiry ["
                    + expiry.map(SharedAccess::show).orElse("") + "] - Current [" + show(now) + "]");
        }
    }

    private static void checkScope(BlobCall call, SasTerms terms) {
        BlobOperation.Level level = call.operation().level();
        if (!terms.opensBlobs()) {
            throw AccessError.service();
        }
        if (!terms.opensAddress("127.0.0.1")) {
            throw AccessError.sourceAddress();
        }
        if (!terms.opensLevel(level.letter())) {
            throw AccessError.resourceType();
        }
    }

    /** What a shared access can never permit has no letters. */
    private static void checkLetters(BlobOperation operation, String letters) {
        List<String> wanted = List.of(operation.letters().split(""));
        if (operation.letters().isEmpty() || wanted.stream().noneMatch(letters::contains)) {
            throw AccessError.permission();
        }
    }

    private static String show(Instant instant) {
        return DateTimeFormatter.RFC_1123_DATE_TIME.format(
                instant.equals(Instant.MIN)
                        ? Instant.EPOCH.atOffset(ZoneOffset.UTC)
                        : instant.atOffset(ZoneOffset.UTC));
    }
}
