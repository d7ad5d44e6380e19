package io.azbatch.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.Locale;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Disk accesses and disk encryption sets, and what disks say of them. */
final class DiskGuardsTest {
    private final Caller azure = new Caller();
    private String access = "";
    private String disk = "";

    @BeforeEach
    void group() {
        new Estate(azure);
        access = azure.compute() + "/diskAccesses/da";
        disk = azure.compute() + "/disks/d";
    }

    @AfterEach
    void stop() {
        azure.close();
    }

    private Answer put(String id, String body) {
        return azure.arm("PUT", id, Caller.DISK, body);
    }

    private Answer privateDisk() {
        return put(disk, """
                {"location":"westeurope","properties":{"creationData":{"createOption":"Empty"},"diskSizeGB":32,
                 "networkAccessPolicy":"AllowPrivate","diskAccessId":"%s"}}""".formatted(access));
    }

    private void made() {
        azure.advance(Duration.ofSeconds(2));
    }

    @Test
    void anAccessIsMadeByALongOperationWithoutAPause() {
        Answer accepted = put(access, "{\"location\":\"westeurope\",\"tags\":{\"a\":\"b\"}}");
        assertThat(accepted.status()).isEqualTo(202);
        assertThat(accepted.header("Retry-After")).isEmpty();
        assertThat(accepted.header("Azure-AsyncOperation")).contains("/DiskOperations/");
        assertThat(accepted.body().has("properties")).isFalse();
        made();
        Answer end = azure.follow(accepted.header("Location"));
        assertThat(end.text("properties", "provisioningState")).isEqualTo("Succeeded");
        assertThat(end.text("tags", "a")).isEqualTo("b");
    }

    @Test
    void aDiskWaitsForItsAccessToBeReady() {
        azure.admin("PUT", "/clock", "{\"speed\":0.0001}");
        assertThat(privateDisk().status()).isEqualTo(404);
        put(access, "{\"location\":\"westeurope\"}");
        Answer early = privateDisk();
        assertThat(early.status()).isEqualTo(400);
        assertThat(early.code()).isEqualTo("Conflict");
        made();
        assertThat(privateDisk().status()).isEqualTo(202);
        made();
        assertThat(azure.get(disk, Caller.DISK).text("properties", "diskAccessId"))
                .contains("/resourceGroups/"
                        + azure.group().replaceFirst(".*/", "").toUpperCase(Locale.ROOT) + "/");
    }

    @Test
    void aUsedAccessStaysAndAFreeOneGoes() {
        put(access, "{\"location\":\"westeurope\"}");
        made();
        privateDisk();
        made();
        assertThat(azure.arm("DELETE", access, Caller.DISK, "").code()).isEqualTo("OperationNotAllowed");
        azure.arm("DELETE", disk, Caller.DISK, "");
        made();
        assertThat(azure.arm("DELETE", access, Caller.DISK, "").status()).isEqualTo(202);
        made();
        Answer gone = azure.get(access, Caller.DISK);
        assertThat(gone.status()).isEqualTo(404);
        assertThat(gone.code()).isEqualTo("NotFound");
        assertThat(azure.arm("DELETE", access, Caller.DISK, "").status()).isEqualTo(204);
    }

    @Test
    void aPrivateEndpointIsAConnectionThatItsOwnerCanReject() {
        put(access, "{\"location\":\"westeurope\"}");
        made();
        assertThat(azure.get(access + "/privateLinkResources", Caller.DISK)
                        .at("value")
                        .get(0)
                        .at("/properties/groupId")
                        .asText())
                .isEqualTo("disks");
        endpoint();
        Answer shown = azure.get(access, Caller.DISK);
        String connection = shown.at("properties", "privateEndpointConnections")
                .get(0)
                .path("id")
                .asText();
        assertThat(azure.get(connection, Caller.DISK).text("properties", "privateLinkServiceConnectionState", "status"))
                .isEqualTo("Approved");
        Answer decided = put(
                connection,
                "{\"properties\":{\"privateLinkServiceConnectionState\":{\"status\":\"Rejected\",\"description\":\"no\"}}}");
        assertThat(decided.status()).isEqualTo(202);
        assertThat(azure.get(connection, Caller.DISK).text("properties", "privateLinkServiceConnectionState", "status"))
                .isEqualTo("Rejected");
    }

    private void endpoint() {
        String network = azure.group() + "/providers/Microsoft.Network/virtualNetworks/net";
        azure.arm("PUT", network, Caller.NETWORK, """
                {"location":"westeurope","properties":{"addressSpace":{"addressPrefixes":["10.0.0.0/16"]},
                 "subnets":[{"name":"s","properties":{"addressPrefix":"10.0.0.0/24"}}]}}""");
        String id = azure.group() + "/providers/Microsoft.Network/privateEndpoints/pe";
        Answer made = azure.arm("PUT", id, Caller.NETWORK, """
                {"location":"westeurope","properties":{"subnet":{"id":"%s/subnets/s"},
                 "privateLinkServiceConnections":[{"name":"c","properties":{"privateLinkServiceId":"%s","groupIds":["disks"]}}]}}""".formatted(network, access));
        assertThat(made.status()).as(made.body().toString()).isEqualTo(201);
    }

    @Test
    void anEncryptionSetHasAnIdentityAndRemembersItsKeys() {
        String set = azure.compute() + "/diskEncryptionSets/des";
        String body = """
                {"location":"westeurope","identity":{"type":"SystemAssigned"},"properties":{
                 "activeKey":{"keyUrl":"https://v.vault.azure.net/keys/k/%s"}}}""";
        assertThat(put(set, "{\"location\":\"westeurope\",\"properties\":{}}").status())
                .isEqualTo(400);
        assertThat(put(set, body.formatted("1")).status()).isEqualTo(202);
        made();
        assertThat(azure.get(set, Caller.DISK).text("identity", "principalId")).isNotEmpty();
        put(set, body.formatted("2"));
        made();
        assertThat(azure.get(set, Caller.DISK)
                        .at("properties", "previousKeys")
                        .get(0)
                        .path("keyUrl")
                        .asText())
                .endsWith("/1");
        String encrypted = """
                {"location":"westeurope","properties":{"creationData":{"createOption":"Empty"},"diskSizeGB":32,
                 "encryption":{"type":"EncryptionAtRestWithCustomerKey","diskEncryptionSetId":"%s"}}}""";
        assertThat(put(disk, encrypted.formatted(set + "x")).status()).isEqualTo(404);
        assertThat(put(disk, encrypted.formatted(set)).status()).isEqualTo(202);
        assertThat(azure.get(set + "/associatedResources", Caller.DISK)
                        .at("value")
                        .get(0)
                        .asText())
                .isEqualTo(disk);
        assertThat(azure.arm("DELETE", set, Caller.DISK, "").code()).isEqualTo("OperationNotAllowed");
    }

    @Test
    void aConnectionIsCutByItsNameInAnyCaseAndAnotherEndpointHasAnotherOne() {
        put(access, "{\"location\":\"westeurope\"}");
        made();
        endpoint();
        String connection = connections().get(0).path("id").asText();
        String name = connection.substring(connection.lastIndexOf('/') + 1);
        String inCapitals = connection.replace(name, name.toUpperCase(Locale.ROOT));
        assertThat(azure.arm("DELETE", inCapitals, Caller.DISK, "").status()).isEqualTo(202);
        assertThat(connections().isMissingNode()).isTrue();
        azure.arm("DELETE", azure.group() + "/providers/Microsoft.Network/privateEndpoints/pe", Caller.NETWORK, "");
        endpoint();
        assertThat(connections()).hasSize(1);
        assertThat(connections().get(0).path("id").asText()).isNotEqualTo(connection);
    }

    private JsonNode connections() {
        return azure.get(access, Caller.DISK).at("properties", "privateEndpointConnections");
    }

    @Test
    void anIdentityThatIsNoneIsNoIdentity() {
        assertThat(put(azure.compute() + "/diskEncryptionSets/des", """
                        {"location":"westeurope","identity":{"type":"None"},"properties":{
                         "activeKey":{"keyUrl":"https://v.vault.azure.net/keys/k/1"}}}""").code()).isEqualTo("InvalidParameter");
    }
}
