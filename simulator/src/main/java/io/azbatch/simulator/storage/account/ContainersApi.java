package io.azbatch.simulator.storage.account;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.azbatch.simulator.arm.ArmError;
import io.azbatch.simulator.arm.ArmTime;
import io.azbatch.simulator.arm.Azure;
import io.azbatch.simulator.arm.Bodies;
import io.azbatch.simulator.arm.ResourceId;
import io.azbatch.simulator.http.Json;
import io.azbatch.simulator.http.Request;
import io.azbatch.simulator.http.Response;
import io.azbatch.simulator.http.Router;
import io.azbatch.simulator.storage.Storage;
import io.azbatch.simulator.storage.StoreWork;
import io.azbatch.simulator.storage.azurite.AzuriteRequest;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/** Containers over ARM, which are the same as those of the blob service. */
public final class ContainersApi {
    private static final String SERVICE =
            "/subscriptions/{subscription}/resourceGroups/{group}/providers/Microsoft.Storage/storageAccounts/{account}"
                    + "/blobServices/{service}";
    private static final Pattern NAME = Pattern.compile("(?=.{3,63}$)[a-z0-9]+(-[a-z0-9]+)*|\\$(root|web|logs)");

    private final Azure azure;
    private final Storage storage;
    private final StoreWork work;

    public ContainersApi(Azure azure, Storage storage) {
        this.azure = azure;
        this.storage = storage;
        this.work = new StoreWork(storage.azurite());
    }

    public void routes(Router router) {
        String one = SERVICE + "/containers/{container}";
        router.add("GET", SERVICE, "storageAccounts/blobServices GET", this::service);
        router.add("GET", SERVICE + "/containers", "storageAccounts/containers list", this::list);
        router.add("GET", one, "storageAccounts/containers GET", request -> Response.json(200, view(require(request))));
        router.add("PUT", one, "storageAccounts/containers PUT", this::put);
        router.add("DELETE", one, "storageAccounts/containers DELETE", this::delete);
    }

    private Response service(Request request) {
        StorageAccount account = account(request);
        ObjectNode json = Json.object()
                .put("id", account.id() + "/blobServices/default")
                .put("name", "default")
                .put("type", "Microsoft.Storage/storageAccounts/blobServices");
        json.set(
                "sku",
                Json.object()
                        .put("name", account.sku())
                        .put("tier", account.sku().split("_")[0]));
        ObjectNode properties = Json.object();
        properties.set("cors", Json.object().set("corsRules", Json.array()));
        properties.set("deleteRetentionPolicy", Json.object().put("enabled", false));
        json.set("properties", properties);
        return Response.json(200, json);
    }

    private Response list(Request request) {
        StorageAccount account = account(request);
        List<ObjectNode> items = azure.resources().list(Container.class).stream()
                .filter(container ->
                        container.id().key().startsWith(account.id().key() + "/"))
                .map(ContainersApi::view)
                .toList();
        return azure.pages().of(request, items);
    }

    private Response put(Request request) {
        StorageAccount account = account(request);
        ObjectNode body = Bodies.require(request);
        String name = request.param("container");
        if (!NAME.matcher(name).matches()) {
            throw ArmError.of(
                    400,
                    "InvalidResourceName",
                    "The specifed resource name contains invalid characters or has an invalid length.");
        }
        String access = Json.at(body, "properties", "publicAccess").asText("None");
        if (!access.equals("None") && !account.allowsPublicAccess()) {
            throw ArmError.of(
                    409, "PublicAccessNotPermitted", "Public access is not permitted on this storage account.");
        }
        if (storage.accounts().isBeingDeleted(account, name)) {
            throw ArmError.of(
                    409, "ContainerBeingDeleted", "The specified container is being deleted. Try operation later.");
        }
        Optional<Container> before = storage.accounts().container(account, name);
        Container made = new Container(
                Accounts.containerId(account, name),
                access,
                before.map(Container::policies).orElse(Map.of()),
                Container.newEtag(),
                azure.world().now());
        azure.resources().put(made);
        storage.backstage().add(() -> work.ensureContainer(account.slot(), name));
        return Response.json(before.isPresent() ? 200 : 201, view(made));
    }

    private Response delete(Request request) {
        StorageAccount account = account(request);
        String name = request.param("container");
        Optional<Container> there = storage.accounts().container(account, name);
        there.ifPresent(container -> {
            azure.resources().remove(container.id());
            storage.blobs().removeContainer(account.slot(), name);
            storage.backstage().add(() -> storage.azurite()
                    .call(AzuriteRequest.of("DELETE", account.slot(), "/" + name, "restype=container")));
        });
        return Response.empty(there.isPresent() ? 200 : 204);
    }

    private StorageAccount account(Request request) {
        ResourceId id = AccountsApi.id(request);
        return azure.resources().find(id, StorageAccount.class).orElseThrow(() -> ArmError.resourceNotFound(id));
    }

    private Container require(Request request) {
        return storage.accounts()
                .container(account(request), request.param("container"))
                .orElseThrow(() -> ArmError.of(404, "ContainerNotFound", "The specified container does not exist."));
    }

    private static ObjectNode view(Container container) {
        ObjectNode json = Json.object()
                .put("id", container.id().toString())
                .put("name", container.id().name())
                .put("type", container.id().type())
                .put("etag", container.etag());
        json.set(
                "properties",
                Json.object()
                        .put("deleted", false)
                        .put("remainingRetentionDays", 0)
                        .put("defaultEncryptionScope", "$account-encryption-key")
                        .put("denyEncryptionScopeOverride", false)
                        .put("publicAccess", container.publicAccess())
                        .put("leaseStatus", "Unlocked")
                        .put("leaseState", "Available")
                        .put("lastModifiedTime", ArmTime.offset(container.modified()))
                        .put("hasImmutabilityPolicy", false)
                        .put("hasLegalHold", false));
        return json;
    }
}
