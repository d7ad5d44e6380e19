package io.azbatch.api.v1beta1;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.fabric8.kubernetes.api.model.Namespaced;
import io.fabric8.kubernetes.client.CustomResource;
import io.fabric8.kubernetes.model.annotation.Group;
import io.fabric8.kubernetes.model.annotation.Kind;
import io.fabric8.kubernetes.model.annotation.Plural;
import io.fabric8.kubernetes.model.annotation.ShortNames;
import io.fabric8.kubernetes.model.annotation.Singular;
import io.fabric8.kubernetes.model.annotation.Version;

/** An Azure Batch pool whose nodes boot from a gallery image. */
@Group(AzureBatch.GROUP)
@Version(AzureBatch.VERSION)
@Kind("BatchPool")
@Plural("batchpools")
@Singular("batchpool")
@ShortNames("bpool")
@JsonInclude(JsonInclude.Include.NON_NULL)
public final class BatchPool extends CustomResource<BatchPoolSpec, BatchPoolStatus> implements Namespaced {
    private static final long serialVersionUID = 1L;
}
