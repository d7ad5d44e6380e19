package io.azbatch.operator.control;

import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * The mark on everything in Azure that is made or claimed: which object of which installation it belongs to. Tags on
 * ARM resources, metadata on Batch pools.
 *
 * @param instance id of this operator installation
 * @param uid of the Kubernetes object
 */
public record OwnerMark(String instance, String namespace, String name, String uid) {

    public static final String OWNER = "azbatch-owner";
    public static final String UID = "azbatch-owner-uid";

    /** Beside the mark: hash of the spec that the resource was made or claimed for. */
    public static final String SPEC_HASH = "azbatch-spec-hash";

    /** Whose something is, read from its tags. */
    public enum Ownership {
        /** No mark. */
        NOBODY,
        /**
         * This object's, or that of its forerunner of the same namespace and name: when a cluster was restored, the
         * object has a new UID, and the old UID is gone because the name is taken.
         */
        OURS,
        /** Another object's or another installation's. */
        FOREIGN
    }

    public static OwnerMark of(String instance, Subject subject) {
        return new OwnerMark(instance, subject.namespace(), subject.name(), subject.uid());
    }

    /** The mark as tags. */
    public Map<String, String> tags() {
        Map<String, String> tags = new TreeMap<>();
        tags.put(OWNER, owner());
        tags.put(UID, uid);
        return tags;
    }

    /** The mark with the hash of the spec. */
    public Map<String, String> tags(String specHash) {
        Map<String, String> tags = tags();
        tags.put(SPEC_HASH, specHash);
        return tags;
    }

    /** Tags of a claimed resource: the user's own, with this mark. */
    public Map<String, String> addedTo(Map<String, String> existing, String specHash) {
        Map<String, String> tags = new TreeMap<>(existing);
        tags.putAll(tags(specHash));
        return tags;
    }

    /** Tags of a resource that is let go: the user's own, without any mark. */
    public static Map<String, String> removedFrom(Map<String, String> existing) {
        Map<String, String> tags = new TreeMap<>(existing);
        tags.remove(OWNER);
        tags.remove(UID);
        tags.remove(SPEC_HASH);
        return tags;
    }

    public Ownership read(Map<String, String> tags) {
        return Optional.ofNullable(tags.get(OWNER))
                .map(owner -> owner.equals(owner()) ? Ownership.OURS : Ownership.FOREIGN)
                .orElse(Ownership.NOBODY);
    }

    /** The mark that tags carry; empty without one, or with one that cannot be read. */
    public static Optional<OwnerMark> in(Map<String, String> tags) {
        String[] parts = tags.getOrDefault(OWNER, "").split("/", -1);
        return parts.length == 3
                ? Optional.of(new OwnerMark(parts[0], parts[1], parts[2], tags.getOrDefault(UID, "")))
                : Optional.empty();
    }

    /** {@code instance/namespace/name}, as people see it in the portal. */
    public String owner() {
        return instance + "/" + namespace + "/" + name;
    }
}
