package io.azbatch.operator.azure;

import com.azure.core.http.rest.PagedFlux;
import java.util.List;

/**
 * Reads a list of ARM, or of the blob service, to its end.
 *
 * <p>The SDK's own iterators hold a monitor while they wait for a page. Before JDK 24 a virtual thread that waits so
 * keeps its carrier, and with as many waiting as there are processors the answers find no thread to arrive on, for ever.
 */
final class ArmPages {

    private ArmPages() {}

    static <T> List<T> all(PagedFlux<T> pages) {
        return pages.collectList().blockOptional().orElse(List.of());
    }
}
