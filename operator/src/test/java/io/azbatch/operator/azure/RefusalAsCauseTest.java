package io.azbatch.operator.azure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import com.azure.core.http.HttpPipelineBuilder;
import com.azure.core.http.HttpPipelineCallContext;
import com.azure.core.http.HttpPipelineNextPolicy;
import com.azure.core.http.HttpPipelineNextSyncPolicy;
import com.azure.core.http.HttpResponse;
import com.azure.core.http.policy.HttpPipelinePolicy;
import io.azbatch.operator.cloud.Trouble;
import java.net.URI;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Mono;

/** What the blob service refuses comes through its SDK as what it is. */
final class RefusalAsCauseTest {

    private static final Trouble TROUBLE = new Trouble.NotFound("ContainerNotFound", "no");

    @Test
    void aRefusalOfTheBlobServiceIsStillThere() {
        BlobConnection connection = new BlobConnection(
                URI.create("https://acct.blob.core.windows.net/"),
                new HttpPipelineBuilder()
                        .policies(new RefusalAsCause(), new Refusing())
                        .build());
        assertThat(Calls.trouble(
                        catchThrowable(() -> connection.container("system").getProperties())))
                .contains(TROUBLE);
        assertThat(Calls.trouble(catchThrowable(() ->
                        connection.container("system").listBlobs().stream().toList())))
                .contains(TROUBLE);
        assertThat(Calls.trouble(catchThrowable(() -> connection
                        .container("system")
                        .getBlobClient("a.vhd")
                        .beginCopy("https://md-1.z1.blob.storage.azure.net/x/abcd", null))))
                .contains(TROUBLE);
    }

    /** As {@link Gate} does it. */
    private static final class Refusing implements HttpPipelinePolicy {

        @Override
        public Mono<HttpResponse> process(HttpPipelineCallContext context, HttpPipelineNextPolicy next) {
            return Mono.error(new Refusal(TROUBLE));
        }

        @Override
        public HttpResponse processSync(HttpPipelineCallContext context, HttpPipelineNextSyncPolicy next) {
            throw new Refusal(TROUBLE);
        }
    }
}
