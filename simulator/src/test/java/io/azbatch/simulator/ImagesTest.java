package io.azbatch.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Managed images and snapshots, and machines and versions made of them. */
final class ImagesTest {
    private final Caller azure = new Caller();
    private Estate estate;
    private String image = "";

    @BeforeEach
    void group() {
        estate = new Estate(azure);
        image = azure.compute() + "/images/i";
    }

    @AfterEach
    void stop() {
        azure.close();
    }

    private Answer put(String machine) {
        return azure.arm(
                "PUT",
                image,
                Caller.COMPUTE,
                "{\"location\":\"westeurope\",\"properties\":{\"hyperVGeneration\":\"V2\",\"sourceVirtualMachine\":{\"id\":\""
                        + machine + "\"}}}");
    }

    @Test
    void anImageOfAMachineResolvesItsDisksAtOnceAndTheirSizesLater() {
        Answer created = put(estate.generalizedMachine("vm1"));
        assertThat(created.status()).isEqualTo(201);
        assertThat(created.header("Azure-AsyncOperation")).contains("/operations/");
        assertThat(created.header("Location")).isEmpty();
        assertThat(created.text("properties", "storageProfile", "osDisk", "osState"))
                .isEqualTo("Generalized");
        assertThat(created.at("properties", "storageProfile", "osDisk").has("diskSizeGB"))
                .isFalse();
        azure.advance(Duration.ofSeconds(6));
        Answer made = azure.get(image, Caller.COMPUTE);
        assertThat(made.text("properties", "provisioningState")).isEqualTo("Succeeded");
        assertThat(made.at("properties", "storageProfile", "osDisk", "diskSizeGB")
                        .asInt())
                .isEqualTo(30);
    }

    @Test
    void theMachineMustBeThereAndGeneralized() {
        assertThat(put(azure.compute() + "/virtualMachines/absent").status()).isEqualTo(404);
        Answer refused = put(estate.machine("vm1"));
        assertThat(refused.status()).isEqualTo(409);
        assertThat(refused.message())
                .isEqualTo("The operation 'Create Image' requires the Virtual Machine 'vm1' to be Generalized.");
    }

    @Test
    void aVersionAndAMachineAreMadeOfAnImage() {
        put(estate.generalizedMachine("vm1"));
        azure.advance(Duration.ofSeconds(6));
        String version = estate.definition(estate.gallery("g"), "d") + "/versions/1.0.0";
        String body =
                estate.versionBody("", "westeurope").replace("\"virtualMachineId\":\"\"", "\"id\":\"" + image + "\"");
        assertThat(azure.arm("PUT", version, Caller.GALLERY, body).status()).isEqualTo(201);
        azure.advance(Duration.ofMinutes(10));
        for (String source : new String[] {image, version}) {
            String nic = estate.nic("nic" + source.length());
            String machine = estate.machineBody(nic)
                    .replaceAll("\"imageReference\":\\{[^}]*}", "\"imageReference\":{\"id\":\"" + source + "\"}");
            assertThat(azure.arm("PUT", estate.machineId("vm" + source.length()), Caller.COMPUTE, machine)
                            .status())
                    .as(source)
                    .isEqualTo(201);
        }
    }

    @Test
    void aSnapshotTakesOverWhatItsDiskIs() {
        String machine = estate.machine("vm1");
        String disk =
                azure.get(machine, Caller.COMPUTE).text("properties", "storageProfile", "osDisk", "managedDisk", "id");
        String snapshot = azure.compute() + "/snapshots/s";
        Answer accepted = azure.arm(
                "PUT",
                snapshot,
                Caller.DISK,
                "{\"location\":\"westeurope\",\"properties\":{\"incremental\":true,\"creationData\":{\"createOption\":\"Copy\","
                        + "\"sourceResourceId\":\"" + disk + "\"}}}");
        assertThat(accepted.status()).isEqualTo(202);
        azure.advance(Duration.ofSeconds(1));
        Answer made = azure.get(snapshot, Caller.DISK);
        assertThat(made.text("type")).isEqualTo("Microsoft.Compute/snapshots");
        assertThat(made.text("properties", "hyperVGeneration")).isEqualTo("V2");
        assertThat(made.at("properties", "diskSizeGB").asInt()).isEqualTo(30);
        assertThat(made.text("properties", "creationData", "sourceUniqueId"))
                .isEqualTo(azure.get(disk, Caller.DISK).text("properties", "uniqueId"));
        assertThat(azure.get(azure.compute() + "/disks", Caller.DISK)
                        .at("value")
                        .size())
                .isEqualTo(1);
    }

    private Answer putOfDisk(String location, String source) {
        return azure.arm("PUT", image, Caller.COMPUTE, """
                {"location":"%s","properties":{"hyperVGeneration":"V2","storageProfile":{"osDisk":{"osType":"Linux",
                 "osState":"Generalized"%s}}}}""".formatted(location, source));
    }

    @Test
    void theDiskOfAnImageMustBeNamedAndInTheImagesRegion() {
        String machine = estate.machine("vm1");
        String disk =
                azure.get(machine, Caller.COMPUTE).text("properties", "storageProfile", "osDisk", "managedDisk", "id");
        String source = ",\"managedDisk\":{\"id\":\"" + disk + "\"}";
        Answer elsewhere = putOfDisk("northeurope", source);
        assertThat(elsewhere.status()).isEqualTo(404);
        assertThat(elsewhere.code()).isEqualTo("NotFound");
        assertThat(elsewhere.text("error", "target")).isEqualTo(disk);
        Answer without = putOfDisk("westeurope", "");
        assertThat(without.status()).isEqualTo(400);
        assertThat(without.code()).isEqualTo("InvalidParameter");
        assertThat(putOfDisk("westeurope", source).status()).isEqualTo(201);
    }

    @Test
    void nothingIsMadeOfAnImageThatIsNotMadeYet() {
        String version = estate.definition(estate.gallery("g"), "d") + "/versions/1.0.0";
        put(estate.generalizedMachine("vm1"));
        String body =
                estate.versionBody("", "westeurope").replace("\"virtualMachineId\":\"\"", "\"id\":\"" + image + "\"");
        Answer refused = azure.arm("PUT", version, Caller.GALLERY, body);
        assertThat(refused.status()).isEqualTo(409);
        assertThat(refused.message()).endsWith("until Image has been successfully created.");
    }

    @Test
    void anImageThatGoesCanOnlyGo() {
        String machine = estate.generalizedMachine("vm1");
        put(machine);
        azure.advance(Duration.ofSeconds(6));
        azure.arm("DELETE", image, Caller.COMPUTE, "");
        Answer refused = put(machine);
        assertThat(refused.status()).isEqualTo(409);
        assertThat(refused.message()).contains("is not allowed on Image 'i' since the Image is marked for deletion.");
        assertThat(azure.arm("DELETE", image, Caller.COMPUTE, "").status()).isEqualTo(202);
        azure.advance(Duration.ofSeconds(6));
        assertThat(azure.get(image, Caller.COMPUTE).status()).isEqualTo(404);
    }
}
