package io.azbatch.operator.image.pass;

import io.azbatch.operator.cloud.HyperVGeneration;
import io.azbatch.operator.cloud.OsType;
import io.azbatch.operator.cloud.ResourceId;
import java.net.URI;
import java.util.Locale;

/** Where the image comes from, in Azure's terms. */
public sealed interface SourcePlan {

    /** What tells this source from another, for hashes. */
    String key();

    /** A virtual machine that becomes the image itself. */
    record Machine(ResourceId id) implements SourcePlan {
        @Override
        public String key() {
            return id.toString().toLowerCase(Locale.ROOT);
        }
    }

    /** A VHD whose address is known. */
    record NamedVhd(URI uri, ResourceId account, Os os) implements SourcePlan {
        @Override
        public String key() {
            return uri + " " + os.key();
        }
    }

    /** A VHD that is looked for in container {@code system} of each account of a resource group. */
    record SoughtVhd(String subscriptionId, String resourceGroup, VhdPlace place, Os os) implements SourcePlan {
        @Override
        public String key() {
            return resourceGroup.toLowerCase(Locale.ROOT) + "/" + place.osDiskPrefix() + " " + os.key();
        }
    }

    /** What a VHD does not tell of itself. */
    record Os(OsType type, HyperVGeneration generation, String architecture) {
        String key() {
            return type + " " + generation + " " + architecture;
        }
    }
}
