package io.azbatch.operator.cloud;

import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Azure Compute Galleries, their image definitions and image versions. */
public interface Galleries {

    Reading<Gallery> gallery(Credential credential, ResourceId id);

    Reading<Definition> definition(Credential credential, ResourceId id);

    /** All versions of a definition, without replication. A missing definition is absent. */
    Reading<List<Version>> versions(Credential credential, ResourceId definition);

    /** One version with its replication by region. */
    Reading<Version> version(Credential credential, ResourceId id);

    Write createGallery(Credential credential, ResourceId id, Region location, Map<String, String> tags);

    Write createDefinition(Credential credential, ResourceId id, NewDefinition definition);

    /** Begins to make a version. Asking for one that is there would change it: look first. */
    Write createVersion(Credential credential, ResourceId id, NewVersion version);

    /** Begins to change where and how often a version is replicated, and its end of life. */
    Write updateVersion(Credential credential, ResourceId id, VersionUpdate update);

    Write deleteVersion(Credential credential, ResourceId id);

    record Gallery(ResourceId id, Region location, String provisioningState, Map<String, String> tags) {}

    /**
     * An image definition: what all its versions have in common.
     *
     * @param securityType value of feature {@code SecurityType}; absent for standard
     */
    record Definition(
            ResourceId id,
            Region location,
            String provisioningState,
            OsType osType,
            String osState,
            HyperVGeneration generation,
            String architecture,
            Optional<String> securityType,
            Optional<PurchasePlan> plan,
            Map<String, String> tags) {}

    /** A definition to be made; always of OS state Generalized. */
    record NewDefinition(
            Region location,
            OsType osType,
            HyperVGeneration generation,
            String architecture,
            String publisher,
            String offer,
            String sku,
            Map<String, String> features,
            Optional<PurchasePlan> plan,
            Map<String, String> tags) {}

    /**
     * A version as it was seen.
     *
     * @param provisioningState {@code Creating, Updating, Failed, Succeeded, Deleting} or {@code Migrating}
     * @param sourceId the machine, disk or version it was made from; absent where Azure does not say, or for a blob
     * @param sourceBlob the blob it was made from; absent when it was made from anything else
     * @param targets as asked for
     * @param replication by region; empty unless read with it
     * @param failure why it failed, as far as Azure still tells
     * @param excludedFromLatest whoever asks for the newest version does not get this one
     */
    record Version(
            ResourceId id,
            Region location,
            String provisioningState,
            Optional<ResourceId> sourceId,
            Optional<URI> sourceBlob,
            List<Target> targets,
            Optional<Instant> endOfLife,
            Optional<Instant> publishedAt,
            List<Replica> replication,
            Optional<String> failure,
            boolean excludedFromLatest,
            Map<String, String> tags) {}

    /** A version to be made. */
    record NewVersion(
            Region location,
            ImageSource source,
            String replicationMode,
            List<Target> targets,
            Optional<Instant> endOfLife,
            Map<String, String> tags) {}

    /** What can be changed of a version. */
    record VersionUpdate(Region location, List<Target> targets, Optional<Instant> endOfLife) {}

    /**
     * A region to replicate to.
     *
     * @param storageAccountType such as {@code Standard_LRS}; absent leaves it to Azure
     */
    record Target(Region region, int replicaCount, Optional<String> storageAccountType) {}

    /**
     * How replication to a region stands.
     *
     * @param state {@code Unknown, Replicating, Completed} or {@code Failed}
     * @param progress percent
     */
    record Replica(Region region, String state, int progress, Optional<String> details) {}
}
