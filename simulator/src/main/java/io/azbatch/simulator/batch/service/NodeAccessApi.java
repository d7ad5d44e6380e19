package io.azbatch.simulator.batch.service;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.azbatch.simulator.batch.answer.BatchTime;
import io.azbatch.simulator.batch.answer.BatchVersion;
import io.azbatch.simulator.batch.answer.Errors;
import io.azbatch.simulator.batch.pool.BatchWorld;
import io.azbatch.simulator.batch.pool.Node;
import io.azbatch.simulator.batch.pool.NodeUsers;
import io.azbatch.simulator.batch.pool.Pool;
import io.azbatch.simulator.http.Json;
import io.azbatch.simulator.http.Response;
import java.util.Set;
import java.util.UUID;

/** Ways of people to a node: users, remote login, the logs of its agent. */
public final class NodeAccessApi {
    private static final int LOG_FILES = 4;

    private final BatchWorld world;
    private final NodeUsers users;

    public NodeAccessApi(BatchWorld world, NodeUsers users) {
        this.world = world;
        this.users = users;
    }

    void add(Operations operations) {
        String node = "/pools/{pool}/nodes/{node}";
        operations.add("POST", node + "/users", "nodes/users add", this::addUser);
        operations.add("PUT", node + "/users/{user}", "nodes/users update", this::updateUser);
        operations.add("DELETE", node + "/users/{user}", "nodes/users delete", this::deleteUser);
        operations.add("GET", node + "/remoteloginsettings", "nodes remoteloginsettings", this::remoteLogin);
        operations.add("GET", node + "/rdp", "nodes rdp", this::rdp);
        operations.addReadOnly(
                "POST", node + "/uploadbatchservicelogs", "nodes uploadbatchservicelogs", this::uploadLogs);
    }

    private Response addUser(Call call) {
        ObjectNode body = call.body();
        Fields.check(body, Set.of("name", "isAdmin", "expiryTime", "password", "sshPublicKey"));
        String name = Json.text(body, "name");
        if (name.isEmpty()) {
            throw Errors.missingProperty("name").refusal();
        }
        Pool pool = PoolsApi.require(call, world);
        users.add(pool, node(call, pool), name);
        String address = call.endpoint() + call.request().path() + "/" + name;
        return Response.empty(201).with("Location", address).with("DataServiceId", address);
    }

    private Response updateUser(Call call) {
        Fields.check(call.body(), Set.of("password", "expiryTime", "sshPublicKey"));
        Pool pool = PoolsApi.require(call, world);
        users.require(pool, node(call, pool), call.param("user"));
        return Answers.identified(call, Response.empty(200));
    }

    private Response deleteUser(Call call) {
        Pool pool = PoolsApi.require(call, world);
        users.remove(pool, node(call, pool), call.param("user"));
        return Response.empty(200);
    }

    /** Cloud Services nodes have a file for remote desktop instead. */
    private Response remoteLogin(Call call) {
        Pool pool = PoolsApi.require(call, world);
        Node node = node(call, pool);
        if (pool.settings().has("cloudServiceConfiguration")) {
            throw Errors.notValidOnNode("Operation remoteloginsettings can be invoked only on pools created with"
                            + " virtualMachineConfiguration")
                    .refusal();
        }
        ObjectNode body = Json.object()
                .put(
                        "odata.metadata",
                        call.endpoint()
                                + "/$metadata#Microsoft.Azure.Batch.Protocol.Entities.ComputeNodeRemoteLoginSettings");
        body.put("remoteLoginIPAddress", NodeBody.publicAddress(pool)).put("remoteLoginPort", NodeBody.loginPort(node));
        return Response.json(200, body);
    }

    private Response rdp(Call call) {
        Pool pool = PoolsApi.require(call, world);
        Node node = node(call, pool);
        if (call.version().since(BatchVersion.WITHOUT_CLOUD_SERVICES)) {
            throw Errors.resourceNotFound().refusal();
        }
        return Response.text(
                200,
                "application/octet-stream",
                "full address:s:" + NodeBody.publicAddress(pool) + "\r\nLoadBalanceInfo:s:Cookie: mstshash=TVM#TVM_IN_"
                        + node.number());
    }

    /** Answers that logs go up; nothing arrives in the container. */
    private Response uploadLogs(Call call) {
        ObjectNode body = call.body();
        Fields.check(body, Set.of("containerUrl", "startTime", "endTime", "identityReference"));
        for (String field : new String[] {"containerUrl", "startTime"}) {
            if (Json.text(body, field).isEmpty()) {
                throw Errors.missingProperty(field).refusal();
            }
        }
        Pool pool = PoolsApi.require(call, world);
        Node node = node(call, pool);
        String directory = call.account().name() + "-"
                + BatchTime.etag(call.now()).substring(2) + "/" + pool.name() + "/" + node.id() + "/"
                + UUID.randomUUID();
        return Response.json(
                200,
                Json.object()
                        .put(
                                "odata.metadata",
                                call.endpoint()
                                        + "/$metadata#Microsoft.Azure.Batch.Protocol.Entities.UploadBatchServiceLogsResult")
                        .put("virtualDirectoryName", directory)
                        .put("numberOfFilesUploaded", LOG_FILES));
    }

    private static Node node(Call call, Pool pool) {
        return pool.node(call.param("node"))
                .orElseThrow(() -> Errors.nodeNotFound().refusal());
    }
}
