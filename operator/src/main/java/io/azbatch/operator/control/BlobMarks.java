package io.azbatch.operator.control;

import java.util.Map;
import java.util.TreeMap;

/**
 * Marks on blobs. Metadata of a blob is named by C# identifiers, so a dash of a tag is an underscore here; everything else
 * is as on any other resource.
 */
public final class BlobMarks {

    private BlobMarks() {}

    /** Tags as metadata. */
    public static Map<String, String> metadata(Map<String, String> tags) {
        return renamed(tags, '-', '_');
    }

    /** Metadata as the tags that {@link OwnerMark} and {@link BaseImageTags} read; Azure does not keep its case. */
    public static Map<String, String> tags(Map<String, String> metadata) {
        return renamed(metadata, '_', '-');
    }

    private static Map<String, String> renamed(Map<String, String> names, char from, char to) {
        Map<String, String> renamed = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        names.forEach((name, value) -> renamed.put(name.replace(from, to), value));
        return renamed;
    }
}
