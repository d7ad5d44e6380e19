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

/** An image that Azure Batch can boot: captured from a virtual machine and saved to an Azure Compute Gallery. */
@Group(AzureBatch.GROUP)
@Version(AzureBatch.VERSION)
@Kind("CustomImage")
@Plural("customimages")
@Singular("customimage")
@ShortNames("cimg")
@JsonInclude(JsonInclude.Include.NON_NULL)
public final class CustomImage extends CustomResource<CustomImageSpec, CustomImageStatus> implements Namespaced {
    private static final long serialVersionUID = 1L;
}
