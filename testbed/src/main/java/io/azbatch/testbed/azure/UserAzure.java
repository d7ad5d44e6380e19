package io.azbatch.testbed.azure;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;

/**
 * One resource group as a user has it before the operator comes: network, virtual machines, a Batch account. All of it
 * is made over ARM, as any client would.
 *
 * @param group name of the resource group
 * @param location region of everything in it
 */
public record UserAzure(AzureRest azure, String group, String location) {
    public static final String COMPUTE = "2025-04-01";
    public static final String GALLERY = "2024-03-03";
    public static final String DISKS = "2025-01-02";
    public static final String STORAGE = "2023-01-01";
    public static final String BATCH = "2022-01-01";
    private static final String RESOURCES = "2021-04-01";
    private static final String NETWORK = "2025-03-01";
    private static final ObjectMapper JSON = new ObjectMapper();

    private static final String PUBLIC_KEY = "ssh-rsa AAAAB3NzaC1yc2EAAAADAQABAAABgQC1Vtl8vXHFTjhHnpxgGMgIqGnZ0iEQzTxq"
            + "Mwt6XyEOk8ka0q5hAgb3VtBQBxYkBXHBcxkG2wfmb1x6qIo1JxPyZ7w5k0gl0mO8yq4f7Sl0v1b4fWm7m2r9Zc3kT8kC5pQe"
            + "user@example.com";

    /** Makes the group with a virtual network. */
    public static UserAzure create(AzureRest azure, String group, String location) {
        UserAzure user = new UserAzure(azure, group, location);
        azure.put(user.id(), RESOURCES, user.json("{'location': '%s'}", location));
        azure.put(user.network("virtualNetworks/vnet"), NETWORK, user.json("""
                        {'location': '%s', 'properties': {
                          'addressSpace': {'addressPrefixes': ['10.1.0.0/16']},
                          'subnets': [{'name': 'default', 'properties': {'addressPrefix': '10.1.0.0/24'}}]}}
                        """, location));
        return user;
    }

    /** The same group, for what is to be made in another region. */
    public UserAzure in(String region) {
        return new UserAzure(azure, group, region);
    }

    /** ARM id of the group. */
    public String id() {
        return azure.subscription() + "/resourceGroups/" + group;
    }

    /** ARM id of a virtual machine of the group. */
    public String virtualMachine(String name) {
        return id() + "/providers/Microsoft.Compute/virtualMachines/" + name;
    }

    /** ARM id of a gallery of the group. */
    public String gallery(String name) {
        return id() + "/providers/Microsoft.Compute/galleries/" + name;
    }

    /** ARM id of a disk of the group. */
    public String disk(String name) {
        return id() + "/providers/Microsoft.Compute/disks/" + name;
    }

    /** ARM id of a managed image of the group. */
    public String managedImage(String name) {
        return id() + "/providers/Microsoft.Compute/images/" + name;
    }

    /** ARM id of an image definition of the group. */
    public String definition(String gallery, String definition) {
        return gallery(gallery) + "/images/" + definition;
    }

    /** ARM id of a Batch account of the group. */
    public String batchAccount(String name) {
        return id() + "/providers/Microsoft.Batch/batchAccounts/" + name;
    }

    /** ARM id of a storage account of the group. */
    public String storageAccount(String name) {
        return id() + "/providers/Microsoft.Storage/storageAccounts/" + name;
    }

    /** A standard general-purpose storage account. */
    public void createStorageAccount(String name) {
        azure.put(
                storageAccount(name),
                STORAGE,
                json("{'location': '%s', 'kind': 'StorageV2', 'sku': {'name': 'Standard_LRS'}}", location));
    }

    /** A running Ubuntu machine with a managed OS disk from the Marketplace, in which the user ran waagent by hand. */
    public void createVirtualMachine(String name) {
        String nic = createInterface(name);
        azure.put(virtualMachine(name), COMPUTE, json("""
                        {'location': '%1$s', 'tags': {'team': 'render'}, 'properties': {
                          'hardwareProfile': {'vmSize': 'Standard_D2s_v5'},
                          'storageProfile': {
                            'imageReference': {'publisher': 'Canonical', 'offer': 'ubuntu-24_04-lts', 'sku': 'server',
                              'version': 'latest'},
                            'osDisk': {'name': '%2$s-os', 'createOption': 'FromImage', 'caching': 'ReadWrite',
                              'managedDisk': {'storageAccountType': 'Standard_LRS'}}},
                          'osProfile': {'computerName': '%2$s', 'adminUsername': 'azureuser',
                            'linuxConfiguration': {'disablePasswordAuthentication': true, 'ssh': {'publicKeys': [
                              {'path': '/home/azureuser/.ssh/authorized_keys', 'keyData': '%3$s'}]}}},
                          'networkProfile': {'networkInterfaces': [{'id': '%4$s', 'properties': {'primary': true}}]}}}
                        """, location, name, PUBLIC_KEY, nic));
    }

    /**
     * The same of the first generation, with its OS disk as a blob, as machines were made until that was retired.
     *
     * @param blobEndpoint of the storage account that the disk lies in, without a slash at the end
     */
    public void createUnmanagedMachine(String name, String blobEndpoint) {
        String nic = createInterface(name);
        azure.put(virtualMachine(name), COMPUTE, json("""
                        {'location': '%1$s', 'properties': {
                          'hardwareProfile': {'vmSize': 'Standard_D2s_v3'},
                          'storageProfile': {
                            'imageReference': {'publisher': 'Canonical', 'offer': '0001-com-ubuntu-server-jammy',
                              'sku': '22_04-lts', 'version': 'latest'},
                            'osDisk': {'name': '%2$s-os', 'createOption': 'FromImage', 'caching': 'ReadWrite',
                              'vhd': {'uri': '%5$s/vhds/%2$s.vhd'}}},
                          'osProfile': {'computerName': '%2$s', 'adminUsername': 'azureuser',
                            'linuxConfiguration': {'disablePasswordAuthentication': true, 'ssh': {'publicKeys': [
                              {'path': '/home/azureuser/.ssh/authorized_keys', 'keyData': '%3$s'}]}}},
                          'networkProfile': {'networkInterfaces': [{'id': '%4$s', 'properties': {'primary': true}}]}}}
                        """, location, name, PUBLIC_KEY, nic, blobEndpoint));
    }

    private String createInterface(String machine) {
        String nic = network("networkInterfaces/" + machine + "-nic");
        azure.put(nic, NETWORK, json("""
                        {'location': '%s', 'properties': {'ipConfigurations': [{'name': 'ip', 'properties': {
                          'primary': true, 'privateIPAllocationMethod': 'Dynamic', 'subnet': {'id': '%s'}}}]}}
                        """, location, network("virtualNetworks/vnet/subnets/default")));
        return nic;
    }

    /** The user stops and deallocates a machine. */
    public void deallocate(String virtualMachine) {
        azure.post(virtualMachine(virtualMachine) + "/deallocate", COMPUTE);
    }

    /** The user stops a machine and goes on paying for it. */
    public void stop(String virtualMachine) {
        azure.post(virtualMachine(virtualMachine) + "/powerOff", COMPUTE);
    }

    /** The user marks a machine, which no longer runs, generalized. */
    public void generalize(String virtualMachine) {
        azure.post(virtualMachine(virtualMachine) + "/generalize", COMPUTE);
    }

    /**
     * Saves a machine as an image version in this region, all by hand: deallocated, marked generalized, gallery and
     * definition made where they are missing.
     *
     * @param version its name, such as {@code 1.0.0}
     * @return ARM id of the version
     */
    public String saveByHand(String virtualMachine, String gallery, String definition, String version) {
        deallocate(virtualMachine);
        generalize(virtualMachine);
        azure.put(gallery(gallery), GALLERY, json("{'location': '%s'}", location));
        azure.put(definition(gallery, definition), GALLERY, json("""
                        {'location': '%1$s', 'properties': {
                          'osType': 'Linux', 'osState': 'Generalized', 'hyperVGeneration': 'V2',
                          'identifier': {'publisher': 'user', 'offer': '%2$s', 'sku': 'by-hand'}}}
                        """, location, definition));
        String id = definition(gallery, definition) + "/versions/" + version;
        azure.put(id, GALLERY, json("""
                        {'location': '%1$s', 'properties': {
                          'publishingProfile': {'targetRegions': [{'name': '%1$s'}]},
                          'storageProfile': {'source': {'virtualMachineId': '%2$s'}}}}
                        """, location, virtualMachine(virtualMachine)));
        return id;
    }

    /** Copies an image version to another region too. */
    public void replicate(String version, String region) {
        azure.patch(
                version,
                GALLERY,
                json(
                        "{'properties': {'publishingProfile': {'targetRegions': [{'name': '%s'}, {'name': '%s'}]}}}",
                        location, region));
    }

    /** The user, or somebody else, puts a tag on a machine. */
    public void tag(String virtualMachine, String name, String value) {
        azure.patch(virtualMachine(virtualMachine), COMPUTE, json("{'tags': {'%s': '%s'}}", name, value));
    }

    /** A Batch account that manages its own pools. */
    public void createBatchAccount(String name) {
        azure.put(
                batchAccount(name),
                BATCH,
                json("{'location': '%s', 'properties': {'poolAllocationMode': 'BatchService'}}", location));
    }

    /** A pool without nodes that somebody makes by hand, from a Marketplace image. */
    public void createPool(String account, String id) {
        azure.batchPost(accountEndpoint(account), "/pools", json("""
                        {'id': '%s', 'vmSize': 'standard_d2s_v5', 'virtualMachineConfiguration': {
                          'imageReference': {'publisher': 'canonical', 'offer': 'ubuntu-24_04-lts', 'sku': 'server',
                            'version': 'latest'},
                          'nodeAgentSKUId': 'batch.node.ubuntu 24.04'}}
                        """, id));
    }

    /** Somebody adds metadata to a pool. */
    public void addMetadata(String account, String pool, String name, String value) {
        String endpoint = accountEndpoint(account);
        JsonNode present =
                azure.batchGet(endpoint, "/pools/" + pool).orElseThrow().path("metadata");
        ObjectNode body = JSON.createObjectNode();
        body.putArray("certificateReferences");
        body.putArray("applicationPackageReferences");
        ArrayNode metadata = body.putArray("metadata");
        present.forEach(metadata::add);
        metadata.addObject().put("name", name).put("value", value);
        azure.batchPost(endpoint, "/pools/" + pool + "/updateproperties", body);
    }

    /** Host and port of a Batch account's data plane. */
    public String accountEndpoint(String account) {
        return azure.get(batchAccount(account), BATCH)
                .orElseThrow()
                .path("properties")
                .path("accountEndpoint")
                .asText();
    }

    private String network(String path) {
        return id() + "/providers/Microsoft.Network/" + path;
    }

    /** JSON in single quotes, so that it can be read here. */
    private JsonNode json(String template, Object... values) {
        try {
            return JSON.readTree(template.formatted(values).replace('\'', '"'));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
