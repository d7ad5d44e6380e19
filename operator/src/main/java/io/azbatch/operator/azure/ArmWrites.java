package io.azbatch.operator.azure;

import com.azure.core.http.HttpHeaderName;
import com.azure.core.http.rest.Response;
import com.azure.core.util.FluxUtil;
import java.nio.ByteBuffer;
import java.util.Optional;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Begins a long operation: sends the one request and reads the first answer, nothing more. */
final class ArmWrites {

    private static final HttpHeaderName OPERATION = HttpHeaderName.fromString("Azure-AsyncOperation");

    private ArmWrites() {}

    /** @return where Azure tells how the operation goes on; empty when it is over already */
    static Optional<String> begin(Mono<Response<Flux<ByteBuffer>>> request) {
        return request.flatMap(answer -> FluxUtil.collectBytesInByteBufferStream(answer.getValue())
                        .thenReturn(Optional.ofNullable(answer.getHeaders().getValue(OPERATION))))
                .blockOptional()
                .flatMap(operation -> operation);
    }
}
