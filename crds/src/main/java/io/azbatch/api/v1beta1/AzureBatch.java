package io.azbatch.api.v1beta1;

/** Names that every object of this API shares. */
public final class AzureBatch {

    public static final String GROUP = "azbatch.io";
    public static final String VERSION = "v1beta1";

    /** Secret looked up in the object's namespace when {@code credentialsRef} is absent. */
    public static final String DEFAULT_CREDENTIALS_SECRET = "azbatch-credentials";

    /** Annotation: {@code manage} (default), {@code observe} or {@code detach-on-delete}. */
    public static final String RECONCILE_POLICY = GROUP + "/reconcile-policy";

    /** Annotation: any new value asks for a fresh attempt; echoed in {@code status.lastHandledReconcileAt}. */
    public static final String RECONCILE_REQUESTED_AT = GROUP + "/reconcile-requested-at";

    public static final String IMAGE_FINALIZER = GROUP + "/customimage";
    public static final String POOL_FINALIZER = GROUP + "/batchpool";

    private AzureBatch() {}
}
