package io.azbatch.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;

/** Things that tests need before they can begin, made over ARM. */
final class Estate {
    private static final Duration LONG = Duration.ofMinutes(20);

    private final Caller caller;

    Estate(Caller caller) {
        this.caller = caller;
        assertThat(caller.arm("PUT", caller.group(), Caller.CORE, "{\"location\":\"westeurope\"}")
                        .status())
                .isEqualTo(201);
    }

    /** A free network interface; returns its id. */
    String nic(String name) {
        String id = caller.group() + "/providers/Microsoft.Network/networkInterfaces/" + name;
        caller.arm("PUT", id, Caller.NETWORK, "{\"location\":\"westeurope\",\"properties\":{\"ipConfigurations\":[]}}");
        return id;
    }

    String machineId(String name) {
        return caller.compute() + "/virtualMachines/" + name;
    }

    /** The body of a small Linux machine of generation 2. */
    String machineBody(String nic) {
        return """
                {"location":"westeurope","tags":{"team":"render"},"properties":{
                 "hardwareProfile":{"vmSize":"Standard_D2s_v3"},
                 "storageProfile":{"imageReference":{"publisher":"Canonical","offer":"0001-com-ubuntu-server-jammy",
                   "sku":"22_04-lts-gen2","version":"latest"}},
                 "osProfile":{"computerName":"c","adminUsername":"u","adminPassword":"Secret.123"},
                 "networkProfile":{"networkInterfaces":[{"id":"%s"}]}}}""".formatted(nic);
    }

    /** A running machine; returns its id. */
    String machine(String name) {
        String id = machineId(name);
        Answer created = caller.arm("PUT", id, Caller.COMPUTE, machineBody(nic(name + "-nic")));
        assertThat(created.status()).as(created.body().toString()).isEqualTo(201);
        caller.advance(LONG);
        return id;
    }

    /** A deallocated and generalized machine; returns its id. */
    String generalizedMachine(String name) {
        String id = machine(name);
        assertThat(caller.arm("POST", id + "/deallocate", Caller.COMPUTE, "").status())
                .isEqualTo(202);
        caller.advance(LONG);
        assertThat(caller.arm("POST", id + "/generalize", Caller.COMPUTE, "").status())
                .isEqualTo(200);
        return id;
    }

    /** A gallery; returns its id. */
    String gallery(String name) {
        String id = caller.compute() + "/galleries/" + name;
        assertThat(caller.arm("PUT", id, Caller.GALLERY, "{\"location\":\"westeurope\"}")
                        .status())
                .isEqualTo(201);
        caller.advance(Duration.ofSeconds(5));
        return id;
    }

    /** A definition for generalized Linux of generation 2; returns its id. */
    String definition(String gallery, String name) {
        String id = gallery + "/images/" + name;
        assertThat(caller.arm("PUT", id, Caller.GALLERY, definitionBody("Linux", "Generalized", "V2", name))
                        .status())
                .isEqualTo(201);
        caller.advance(Duration.ofSeconds(5));
        return id;
    }

    String definitionBody(String osType, String osState, String generation, String sku) {
        return """
                {"location":"westeurope","properties":{"osType":"%s","osState":"%s","hyperVGeneration":"%s",
                 "identifier":{"publisher":"acme","offer":"app","sku":"%s"}}}""".formatted(osType, osState, generation, sku);
    }

    String versionBody(String machine, String... regions) {
        StringBuilder targets = new StringBuilder();
        for (String region : regions) {
            targets.append(targets.isEmpty() ? "" : ",")
                    .append("{\"name\":\"")
                    .append(region)
                    .append("\"}");
        }
        return """
                {"location":"westeurope","properties":{"publishingProfile":{"targetRegions":[%s]},
                 "storageProfile":{"source":{"virtualMachineId":"%s"}}}}""".formatted(targets, machine);
    }

    void wait(Duration duration) {
        caller.advance(duration);
    }
}
