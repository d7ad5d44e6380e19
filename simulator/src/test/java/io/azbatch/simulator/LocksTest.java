package io.azbatch.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Locks of subscriptions, groups and resources: what they forbid, and to whom they pass. */
final class LocksTest {
    private static final String VERSION = "2016-09-01";
    private static final String LOCK = "/providers/Microsoft.Authorization/locks/keep";

    private final Caller azure = new Caller();
    private String gallery = "";

    @BeforeEach
    void aGallery() {
        gallery = new Estate(azure).gallery("g");
    }

    @AfterEach
    void stop() {
        azure.close();
    }

    private Answer lock(String scope, String level) {
        return azure.arm(
                "PUT", scope + LOCK, VERSION, "{\"properties\":{\"level\":\"" + level + "\",\"notes\":\"mine\"}}");
    }

    private Answer delete(String id) {
        return azure.arm("DELETE", id, Caller.GALLERY, "");
    }

    private Answer write(String id) {
        return azure.arm("PUT", id, Caller.GALLERY, "{\"location\":\"westeurope\",\"tags\":{\"a\":\"b\"}}");
    }

    @Test
    void aLockIsWrittenReadListedAndDeleted() {
        assertThat(azure.get(gallery + LOCK, VERSION).code()).isEqualTo("LockNotFound");
        Answer made = lock(gallery, "CanNotDelete");
        assertThat(made.status()).isEqualTo(201);
        assertThat(made.text("id")).isEqualTo(gallery + LOCK);
        assertThat(made.text("properties", "level")).isEqualTo("CanNotDelete");
        assertThat(made.text("properties", "notes")).isEqualTo("mine");
        assertThat(lock(gallery, "ReadOnly").status()).isEqualTo(200);
        String locks = "/providers/Microsoft.Authorization/locks";
        assertThat(azure.get(azure.subscription() + locks, VERSION).at("value").size())
                .isEqualTo(1);
        assertThat(azure.get(azure.group() + locks, VERSION).at("value").size()).isEqualTo(1);
        assertThat(azure.get(azure.group() + locks + "?$filter=atScope()", VERSION)
                        .at("value")
                        .size())
                .isZero();
        assertThat(azure.arm("DELETE", gallery + LOCK, VERSION, "").status()).isEqualTo(200);
        assertThat(azure.arm("DELETE", gallery + LOCK, VERSION, "").status()).isEqualTo(204);
    }

    @Test
    void aLevelThatIsNoneAndAResourceThatIsNotThereAreRefused() {
        assertThat(lock(gallery, "Never").status()).isEqualTo(400);
        assertThat(lock(gallery + "x", "ReadOnly").code()).isEqualTo("ResourceNotFound");
    }

    @Test
    void whatMustNotBeDeletedCanBeChanged() {
        lock(azure.group(), "CanNotDelete");
        assertThat(write(gallery).status()).isEqualTo(200);
        azure.advance(Duration.ofMinutes(1));
        Answer refused = delete(gallery);
        assertThat(refused.status()).isEqualTo(409);
        assertThat(refused.code()).isEqualTo("ScopeLocked");
        assertThat(refused.message())
                .isEqualTo("The scope '" + gallery + "' cannot perform delete operation because following scope(s) are"
                        + " locked: '" + azure.group() + "'. Please remove the lock and try again.");
        azure.arm("DELETE", azure.group() + LOCK, VERSION, "");
        assertThat(delete(gallery).status()).isEqualTo(202);
    }

    @Test
    void whatIsReadOnlyTakesNoChangeAndNoAction() {
        lock(azure.subscription(), "ReadOnly");
        assertThat(write(gallery).code()).isEqualTo("ScopeLocked");
        assertThat(write(azure.compute() + "/galleries/new").code()).isEqualTo("ScopeLocked");
        assertThat(delete(gallery).code()).isEqualTo("ScopeLocked");
        assertThat(azure.arm("POST", azure.compute() + "/virtualMachines/vm/start", Caller.COMPUTE, "")
                        .code())
                .isEqualTo("ScopeLocked");
        assertThat(azure.get(gallery, Caller.GALLERY).status()).isEqualTo(200);
    }

    @Test
    void aLockedResourceKeepsItsGroup() {
        lock(gallery, "CanNotDelete");
        Answer refused = azure.arm("DELETE", azure.group(), Caller.CORE, "");
        assertThat(refused.code()).isEqualTo("ScopeLocked");
        assertThat(refused.message()).contains("are locked: '" + gallery + "'");
    }

    @Test
    void aLockGoesWithWhatItHungOn() {
        delete(gallery);
        lock(gallery, "ReadOnly");
        azure.advance(Duration.ofMinutes(1));
        assertThat(azure.get(gallery, Caller.GALLERY).status()).isEqualTo(404);
        assertThat(write(gallery).status()).isEqualTo(201);
    }

    @Test
    void aNameThatIsEscapedIsTheSameName() {
        lock(gallery, "CanNotDelete");
        assertThat(delete(gallery.replace("/galleries/g", "/galleries/%67")).code())
                .isEqualTo("ScopeLocked");
        assertThat(azure.arm("DELETE", azure.subscription() + "/resourceGroups/%72g", Caller.CORE, "")
                        .code())
                .isEqualTo("ScopeLocked");
        assertThat(azure.get(gallery.replace("/resourceGroups/rg", "/resourceGroups/r%67"), Caller.GALLERY)
                        .text("id"))
                .isEqualTo(gallery);
    }
}
