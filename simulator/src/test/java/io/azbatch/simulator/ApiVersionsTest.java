package io.azbatch.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The api-versions that the operator's SDKs and today's clients send are registered, are told by {@code /providers}, and are served. */
final class ApiVersionsTest {
    private static final List<String> MACHINES = List.of(
            "2025-04-01", // azure-resourcemanager-compute 2.55
            "2026-04-01", // azure-mgmt-compute of Python; az reads machines with it
            "2025-11-01", // az deallocates
            "2022-11-01"); // az generalizes and starts
    private static final List<String> DISKS = List.of(
            "2025-01-02", // Java; az reads disks and opens them
            "2026-03-02", // Python
            "2023-04-02"); // az closes disks
    private static final List<String> GALLERIES = List.of(
            "2024-03-03", // Java; versions of az
            "2026-03-03", // Python; az
            "2021-10-01"); // definitions of az
    private static final List<String> NETWORK = List.of(
            "2025-03-01", // Java
            "2026-03-01", // Python
            "2025-07-01", // virtual networks of az
            "2023-11-01", // interfaces of az
            "2022-01-01"); // az reads interfaces
    private static final List<String> STORAGE = List.of("2026-09-01", "2025-08-01");
    private static final List<String> BATCH = List.of(
            "2022-01-01", // azure-resourcemanager-batch 1.0
            "2023-05-01", // its beta
            "2024-07-01", // newer than its SDKs, called as plain JSON
            "2025-06-01", // Python
            "2024-02-01"); // az

    private static Caller azure;

    /** A type and the versions that clients send for it. */
    private record Row(String namespace, String type, List<String> versions) {}

    private static Stream<Row> rows() {
        return Stream.of(
                new Row("Microsoft.Compute", "virtualMachines", MACHINES),
                new Row("Microsoft.Compute", "images", List.of("2025-04-01", "2026-04-01", "2024-07-01")),
                new Row("Microsoft.Compute", "disks", DISKS),
                new Row("Microsoft.Compute", "snapshots", DISKS),
                new Row("Microsoft.Compute", "galleries", GALLERIES),
                new Row("Microsoft.Compute", "skus", List.of("2021-07-01")),
                new Row("Microsoft.Network", "virtualNetworks", NETWORK),
                new Row("Microsoft.Network", "networkInterfaces", NETWORK),
                new Row("Microsoft.Network", "publicIPAddresses", NETWORK),
                new Row("Microsoft.Network", "networkSecurityGroups", NETWORK),
                new Row("Microsoft.Storage", "storageAccounts", STORAGE),
                new Row("Microsoft.Batch", "batchAccounts", BATCH));
    }

    @BeforeAll
    static void start() {
        azure = new Caller();
    }

    @AfterAll
    static void stop() {
        azure.close();
    }

    @ParameterizedTest
    @MethodSource("rows")
    void isRegisteredToldAndServed(Row row) {
        String provider = azure.subscription() + "/providers/" + row.namespace();
        JsonNode types = azure.get(provider, "2025-04-01").at("resourceTypes");
        List<String> told = types.valueStream()
                .filter(type -> type.path("resourceType").asText().equals(row.type()))
                .flatMap(type -> type.path("apiVersions").valueStream())
                .map(JsonNode::asText)
                .toList();
        assertThat(told).containsAll(row.versions());
        for (String version : row.versions()) {
            assertThat(azure.get(provider + "/" + row.type(), version).status())
                    .as(row.type() + " in " + version)
                    .isEqualTo(200);
        }
    }

    /** The codes of ARM's gateway, for a type's table and for its own. */
    @ParameterizedTest
    @MethodSource("rows")
    void anotherOneIsRefusedByItsTable(Row row) {
        String list = azure.subscription() + "/providers/" + row.namespace() + "/" + row.type();
        Answer refused = azure.get(list, "2011-11-11");
        assertThat(refused.status()).isEqualTo(400);
        assertThat(refused.code()).isEqualTo("NoRegisteredProviderFound");
        assertThat(refused.header("x-ms-failure-cause")).isEqualTo("gateway");
        assertThat(refused.text("error", "message"))
                .contains("API version '2011-11-11' for type '" + row.type() + "'")
                .contains(row.versions().getFirst());
    }

    private static Stream<String> core() {
        return Stream.of("2025-04-01", "2024-11-01", "2022-12-01");
    }

    @ParameterizedTest
    @MethodSource("core")
    void armsOwnAreServedAndAnotherIsRefused(String version) {
        assertThat(azure.get("/subscriptions", version).status()).isEqualTo(200);
        assertThat(azure.get(azure.subscription() + "/resourcegroups", version).status())
                .isEqualTo(200);
        assertThat(azure.get("/subscriptions", "2011-11-11").code()).isEqualTo("InvalidApiVersionParameter");
    }
}
