package io.azbatch.simulator.storage.blob;

import io.azbatch.simulator.entra.Deed;
import io.azbatch.simulator.http.Request;
import java.util.Map;

/**
 * The operations of the blob service.
 *
 * <p>Each has a stable name for journal and faults, the level it works on, whether it changes something, and the letters of a shared
 * access of which any one permits it; none means that no shared access does.
 */
public enum BlobOperation {
    CONTAINERS_LIST("containers list", Level.SERVICE, false, "l"),
    SERVICE_GET("blobService GET", Level.SERVICE, false, "r"),
    SERVICE_PUT("blobService PUT", Level.SERVICE, true, "w"),
    USER_DELEGATION_KEY("blobService/userDelegationKey", Level.SERVICE, false, ""),
    ACCOUNT_INFORMATION("blobService/account GET", Level.SERVICE, false, "rlwdacup"),
    CONTAINER_PUT("container PUT", Level.CONTAINER, true, "cw"),
    CONTAINER_GET("container GET", Level.CONTAINER, false, "r"),
    CONTAINER_DELETE("container DELETE", Level.CONTAINER, true, "d"),
    CONTAINER_METADATA("container PUT metadata", Level.CONTAINER, true, "w"),
    CONTAINER_ACL_GET("container GET acl", Level.CONTAINER, false, ""),
    CONTAINER_ACL_PUT("container PUT acl", Level.CONTAINER, true, ""),
    CONTAINER_LEASE("container PUT lease", Level.CONTAINER, true, "wd"),
    BLOBS_LIST("blobs list", Level.CONTAINER, false, "l"),
    BLOB_GET("blob GET", Level.BLOB, false, "r"),
    BLOB_HEAD("blob HEAD", Level.BLOB, false, "r"),
    BLOB_PUT("blob PUT", Level.BLOB, true, "cw"),
    BLOB_FROM_URL("blob PUT fromUrl", Level.BLOB, true, "cw"),
    BLOB_DELETE("blob DELETE", Level.BLOB, true, "d"),
    COPY("blob PUT copy", Level.BLOB, true, "cw"),
    COPY_ABORT("blob PUT abortCopy", Level.BLOB, true, "w"),
    COPY_INCREMENTAL("blob PUT incrementalCopy", Level.BLOB, true, "cw"),
    PAGE_PUT("blob PUT page", Level.BLOB, true, "w"),
    PAGE_FROM_URL("blob PUT pageFromUrl", Level.BLOB, true, "w"),
    PAGES_GET("blob GET pages", Level.BLOB, false, "r"),
    METADATA_GET("blob GET metadata", Level.BLOB, false, "r"),
    METADATA_PUT("blob PUT metadata", Level.BLOB, true, "w"),
    PROPERTIES_PUT("blob PUT properties", Level.BLOB, true, "w"),
    LEASE("blob PUT lease", Level.BLOB, true, "wd"),
    SNAPSHOT("blob PUT snapshot", Level.BLOB, true, "cw"),
    BLOCK_PUT("blob PUT block", Level.BLOB, true, "w"),
    BLOCK_FROM_URL("blob PUT blockFromUrl", Level.BLOB, true, "w"),
    BLOCKS_PUT("blob PUT blocks", Level.BLOB, true, "w"),
    BLOCKS_GET("blob GET blocks", Level.BLOB, false, "r"),
    APPEND("blob PUT append", Level.BLOB, true, "aw"),
    TAGS_GET("blob GET tags", Level.BLOB, false, "t"),
    TAGS_PUT("blob PUT tags", Level.BLOB, true, "t"),
    TIER("blob PUT tier", Level.BLOB, true, "w"),
    UNKNOWN("unknown", Level.BLOB, false, "");

    /** What an operation works on. */
    public enum Level {
        SERVICE('s'),
        CONTAINER('c'),
        BLOB('o');

        private final char letter;

        Level(char letter) {
            this.letter = letter;
        }

        /** The letter in {@code srt} of an account's shared access. */
        public char letter() {
            return letter;
        }
    }

    private static final Map<String, BlobOperation> OF_BLOB_BY_COMP = Map.ofEntries(
            Map.entry("PUT page", PAGE_PUT),
            Map.entry("GET pagelist", PAGES_GET),
            Map.entry("GET metadata", METADATA_GET),
            Map.entry("HEAD metadata", METADATA_GET),
            Map.entry("PUT metadata", METADATA_PUT),
            Map.entry("PUT properties", PROPERTIES_PUT),
            Map.entry("PUT lease", LEASE),
            Map.entry("PUT snapshot", SNAPSHOT),
            Map.entry("PUT block", BLOCK_PUT),
            Map.entry("PUT blocklist", BLOCKS_PUT),
            Map.entry("GET blocklist", BLOCKS_GET),
            Map.entry("PUT appendblock", APPEND),
            Map.entry("GET tags", TAGS_GET),
            Map.entry("PUT tags", TAGS_PUT),
            Map.entry("PUT tier", TIER),
            Map.entry("PUT copy", COPY_ABORT),
            Map.entry("PUT incrementalcopy", COPY_INCREMENTAL));
    private static final Map<String, BlobOperation> OF_CONTAINER = Map.ofEntries(
            Map.entry("PUT ", CONTAINER_PUT),
            Map.entry("GET ", CONTAINER_GET),
            Map.entry("HEAD ", CONTAINER_GET),
            Map.entry("DELETE ", CONTAINER_DELETE),
            Map.entry("GET metadata", CONTAINER_GET),
            Map.entry("HEAD metadata", CONTAINER_GET),
            Map.entry("PUT metadata", CONTAINER_METADATA),
            Map.entry("GET acl", CONTAINER_ACL_GET),
            Map.entry("HEAD acl", CONTAINER_ACL_GET),
            Map.entry("PUT acl", CONTAINER_ACL_PUT),
            Map.entry("PUT lease", CONTAINER_LEASE),
            Map.entry("GET list", BLOBS_LIST));
    private static final Map<String, BlobOperation> OF_SERVICE = Map.of(
            "GET list ", CONTAINERS_LIST,
            "GET properties service", SERVICE_GET,
            "GET stats service", SERVICE_GET,
            "PUT properties service", SERVICE_PUT,
            "POST userdelegationkey service", USER_DELEGATION_KEY,
            "GET properties account", ACCOUNT_INFORMATION,
            "HEAD properties account", ACCOUNT_INFORMATION);

    private static final String CONTAINERS = "Microsoft.Storage/storageAccounts/blobServices/containers";

    private final String title;
    private final Level level;
    private final boolean write;
    private final String letters;

    BlobOperation(String title, Level level, boolean write, String letters) {
        this.title = title;
        this.level = level;
        this.write = write;
        this.letters = letters;
    }

    /** The name in journal and faults. */
    public String title() {
        return title;
    }

    public Level level() {
        return level;
    }

    /** Whether it changes something. */
    public boolean isWrite() {
        return write;
    }

    /** What a role must let do. */
    Deed deed() {
        String verb = this == BLOB_DELETE || this == CONTAINER_DELETE ? "delete" : write ? "write" : "read";
        return switch (level) {
            case BLOB -> Deed.data(CONTAINERS + "/blobs/" + verb, write);
            // Who may read blobs may list them.
            case CONTAINER ->
                this == BLOBS_LIST ? Deed.data(CONTAINERS + "/blobs/read", false) : onResource(CONTAINERS + "/" + verb);
            case SERVICE ->
                this == USER_DELEGATION_KEY
                        ? onResource("Microsoft.Storage/storageAccounts/blobServices/generateUserDelegationKey/action")
                        : onResource(
                                this == CONTAINERS_LIST
                                        ? CONTAINERS + "/read"
                                        : "Microsoft.Storage/storageAccounts/blobServices/" + verb);
        };
    }

    private Deed onResource(String permission) {
        return Deed.control(permission, write);
    }

    /** Letters of which any one permits it. */
    public String letters() {
        return letters;
    }

    /** The operation of a request that names so many parts: account, container, blob. */
    static BlobOperation of(Request request, int parts) {
        String comp = request.query().get("comp").orElse("");
        String restype = request.query().get("restype").orElse("");
        if (restype.equals("account")) {
            return OF_SERVICE.getOrDefault(request.method() + " " + comp + " account", UNKNOWN);
        }
        return switch (parts) {
            case 0, 1 -> OF_SERVICE.getOrDefault(request.method() + " " + comp + " " + restype, UNKNOWN);
            case 2 ->
                restype.equals("container")
                        ? OF_CONTAINER.getOrDefault(request.method() + " " + comp, UNKNOWN)
                        : UNKNOWN;
            default -> ofBlob(request, comp);
        };
    }

    /** Who names the kind of the blob wants it filled at once, and no copy. */
    private static BlobOperation put(Request request, boolean fromUrl) {
        boolean kind = request.header("x-ms-blob-type").isPresent();
        return fromUrl ? kind ? BLOB_FROM_URL : COPY : BLOB_PUT;
    }

    private static BlobOperation ofBlob(Request request, String comp) {
        boolean fromUrl = request.header("x-ms-copy-source").isPresent();
        if (!comp.isEmpty()) {
            BlobOperation found = OF_BLOB_BY_COMP.getOrDefault(request.method() + " " + comp, UNKNOWN);
            return switch (found) {
                case PAGE_PUT -> fromUrl ? PAGE_FROM_URL : found;
                case BLOCK_PUT -> fromUrl ? BLOCK_FROM_URL : found;
                default -> found;
            };
        }
        return switch (request.method()) {
            case "GET" -> BLOB_GET;
            case "HEAD" -> BLOB_HEAD;
            case "DELETE" -> BLOB_DELETE;
            case "PUT" -> put(request, fromUrl);
            default -> UNKNOWN;
        };
    }
}
