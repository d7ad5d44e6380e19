package io.azbatch.api.v1beta1;

/** Forms of names, as Azure ("Naming rules and restrictions for Azure resources") and Kubernetes allow them. */
final class Patterns {

    static final String SUBSCRIPTION = "^[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}$";

    /** Up to 90 characters, not ending in a dot. */
    static final String RESOURCE_GROUP = "^[-A-Za-z0-9_.()]{0,89}[-A-Za-z0-9_()]$";

    /** The short form of a region's name: {@code westeurope}, not {@code West Europe}. */
    static final String LOCATION = "^[a-z][a-z0-9]{1,49}$";

    static final String VM_NAME = "^[A-Za-z0-9]([A-Za-z0-9._-]{0,62}[A-Za-z0-9_])?$";

    private static final String ID =
            "^/subscriptions/[0-9a-fA-F-]{36}/[rR]esource[gG]roups/[-A-Za-z0-9_.()]{1,90}/providers/";

    static final String VM_ID = ID + "[mM]icrosoft[.][cC]ompute/virtual[mM]achines/[A-Za-z0-9._-]{1,64}$";

    /** A gallery image definition or one of its versions. */
    static final String GALLERY_IMAGE_ID = ID
            + "[mM]icrosoft[.][cC]ompute/galleries/[A-Za-z0-9._]{1,80}/images/[A-Za-z0-9._-]{1,80}"
            + "(/versions/[0-9]{1,10}[.][0-9]{1,10}[.][0-9]{1,10})?$";

    /** No dashes in a gallery's name. */
    static final String GALLERY = "^[A-Za-z0-9]([A-Za-z0-9._]{0,78}[A-Za-z0-9])?$";

    static final String DEFINITION = "^[A-Za-z0-9]([A-Za-z0-9._-]{0,78}[A-Za-z0-9])?$";

    static final String VERSION = "^(auto|[0-9]{1,10}[.][0-9]{1,10}[.][0-9]{1,10})$";

    /** Publisher, offer and sku: not ending in a dot. */
    static final String IDENTIFIER = "^[A-Za-z0-9_.-]*[A-Za-z0-9_-]$";

    static final String BATCH_ACCOUNT = "^[a-z0-9]{3,24}$";
    static final String POOL_ID = "^[A-Za-z0-9_-]{1,64}$";
    static final String VM_SIZE = "^[A-Za-z0-9_-]{1,64}$";
    static final String DNS_LABEL = "^[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?$";
    static final String DNS_NAME = "^[a-z0-9]([a-z0-9.-]*[a-z0-9])?$";

    /** As Go and Kubernetes write durations: {@code 15m}, {@code 1h30m}. */
    static final String DURATION = "^([0-9]{1,4}h)?([0-9]{1,5}m)?([0-9]{1,6}s)?$";

    private Patterns() {}
}
