package io.azbatch.operator.azure;

import com.azure.core.http.HttpHeaderName;
import com.azure.core.http.HttpMethod;
import com.azure.core.http.HttpPipeline;
import com.azure.core.http.HttpRequest;
import com.azure.core.http.HttpResponse;
import com.azure.core.util.Context;
import com.microsoft.azure.AzureResponseBuilder;
import com.microsoft.azure.batch.protocol.BatchServiceClient;
import com.microsoft.azure.batch.protocol.implementation.BatchServiceClientImpl;
import com.microsoft.azure.serializer.AzureJacksonAdapter;
import com.microsoft.rest.RestClient;
import com.microsoft.rest.RestException;
import com.microsoft.rest.protocol.ResponseBuilder;
import com.microsoft.rest.protocol.SerializerAdapter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.util.List;
import okhttp3.ConnectionSpec;
import okhttp3.Interceptor;
import okhttp3.MediaType;
import okhttp3.OkHttpClient;
import okhttp3.Protocol;
import okhttp3.Request;
import okhttp3.RequestBody;
import okhttp3.Response;
import okhttp3.ResponseBody;
import okio.Buffer;
import retrofit2.Retrofit;

/**
 * One credential's way to one Batch account.
 *
 * <p>The Batch client speaks OkHttp, of a line that is no longer kept up, and repeats failed writes by itself. So its
 * requests are taken from it before they get to OkHttp's network, and sent through the same pipeline as ARM's: one TLS
 * configuration, one connection pool, one gate, and one request for one decision.
 */
final class BatchConnection {

    private final BatchServiceClient client;

    BatchConnection(URI endpoint, HttpPipeline pipeline) {
        String url = endpoint.toString().replaceAll("/+$", "");
        OkHttpClient.Builder okHttp = new OkHttpClient.Builder()
                // Never connects; without this it would load certificates that nobody asks.
                .connectionSpecs(List.of(ConnectionSpec.CLEARTEXT));
        RestClient rest = new RestClient.Builder(okHttp, new Retrofit.Builder())
                .withBaseUrl(url)
                .withSerializerAdapter(new AzureJacksonAdapter())
                .withResponseBuilderFactory(new Strict())
                .withInterceptor(new Detour(pipeline))
                .build();
        this.client = new BatchServiceClientImpl(rest).withBatchUrl(url);
    }

    BatchServiceClient client() {
        return client;
    }

    /** A list that is not there must not look like no list: by default a 404 to GET is answered with null. */
    private static final class Strict implements ResponseBuilder.Factory {
        @Override
        public <T, E extends RestException> ResponseBuilder<T, E> newInstance(SerializerAdapter<?> adapter) {
            return new AzureResponseBuilder.Factory().<T, E>newInstance(adapter).withThrowOnGet404(true);
        }
    }

    /** Sends the request through the pipeline in OkHttp's place. */
    private record Detour(HttpPipeline pipeline) implements Interceptor {

        @Override
        public Response intercept(Chain chain) throws IOException {
            Request request = chain.request();
            try (HttpResponse answer = pipeline.sendSync(translate(request), Context.NONE)) {
                byte[] body = answer.getBodyAsBinaryData().toBytes();
                Response.Builder response = new Response.Builder()
                        .request(request)
                        .protocol(Protocol.HTTP_1_1)
                        .code(answer.getStatusCode())
                        .message("");
                answer.getHeaders().forEach(header -> response.addHeader(header.getName(), header.getValue()));
                return response.body(ResponseBody.create(MediaType.parse("application/json"), body))
                        .build();
            } catch (UncheckedIOException failure) {
                throw failure.getCause();
            }
        }

        private static HttpRequest translate(Request request) throws IOException {
            HttpRequest translated = new HttpRequest(
                    HttpMethod.valueOf(request.method()), request.url().url());
            for (String name : request.headers().names()) {
                translated.setHeader(HttpHeaderName.fromString(name), request.header(name));
            }
            // The client's own note to its logger, not meant for the service.
            translated.getHeaders().remove(HttpHeaderName.fromString("x-ms-logging-context"));
            RequestBody body = request.body();
            if (body != null) {
                Buffer buffer = new Buffer();
                body.writeTo(buffer);
                translated.setBody(buffer.readByteArray());
                if (body.contentType() != null) {
                    translated.setHeader(HttpHeaderName.CONTENT_TYPE, String.valueOf(body.contentType()));
                }
            }
            return translated;
        }
    }
}
