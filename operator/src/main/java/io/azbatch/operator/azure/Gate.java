package io.azbatch.operator.azure;

import com.azure.core.http.HttpHeaderName;
import com.azure.core.http.HttpMethod;
import com.azure.core.http.HttpPipelineCallContext;
import com.azure.core.http.HttpPipelineNextPolicy;
import com.azure.core.http.HttpPipelineNextSyncPolicy;
import com.azure.core.http.HttpRequest;
import com.azure.core.http.HttpResponse;
import com.azure.core.http.policy.HttpPipelinePolicy;
import io.azbatch.operator.cloud.Trouble;
import io.azbatch.operator.cloud.WriteFence;
import java.time.Clock;
import java.util.Optional;
import reactor.core.publisher.Mono;

/**
 * What every request to Azure passes on its way out, and every answer on its way in.
 *
 * <p>Out: the write fence, the rate budget, the token, and the fence again, since a token may have taken seconds to come.
 * A request that does not pass is not sent. In: an answer that is no success becomes a {@link Refusal} here, before an
 * SDK makes an exception of its own kind of it, so that both planes share one table of errors.
 */
final class Gate implements HttpPipelinePolicy {

    private static final HttpHeaderName ERROR_CODE = HttpHeaderName.fromString("x-ms-error-code");
    private static final int TOO_MANY_REQUESTS = 429;
    private static final int SERVICE_UNAVAILABLE = 503;

    private final WriteFence fence;
    private final RateBudget budget;
    private final AccessTokens tokens;
    private final String audience;
    private final Clock clock;

    Gate(WriteFence fence, RateBudget budget, AccessTokens tokens, String audience, Clock clock) {
        this.fence = fence;
        this.budget = budget;
        this.tokens = tokens;
        this.audience = audience;
        this.clock = clock;
    }

    @Override
    public Mono<HttpResponse> process(HttpPipelineCallContext context, HttpPipelineNextPolicy next) {
        return Mono.defer(() -> {
                    letOut(context.getHttpRequest());
                    return next.process();
                })
                .flatMap(answer -> isSuccess(answer)
                        ? Mono.just(answer)
                        : answer.getBodyAsString()
                                .defaultIfEmpty("")
                                .flatMap(body -> Mono.error(refusal(answer, body))));
    }

    @Override
    public HttpResponse processSync(HttpPipelineCallContext context, HttpPipelineNextSyncPolicy next) {
        letOut(context.getHttpRequest());
        HttpResponse answer = next.processSync();
        if (isSuccess(answer)) {
            return answer;
        }
        throw refusal(answer, answer.getBodyAsBinaryData().toString());
    }

    private void letOut(HttpRequest request) {
        fence(request);
        budget.take(request.getHttpMethod().name()).ifPresent(trouble -> {
            throw new Refusal(trouble);
        });
        request.setHeader(HttpHeaderName.AUTHORIZATION, "Bearer " + tokens.token(audience));
        fence(request);
    }

    private void fence(HttpRequest request) {
        boolean write = request.getHttpMethod() != HttpMethod.GET && request.getHttpMethod() != HttpMethod.HEAD;
        if (write && !fence.open()) {
            throw new Refusal(new Trouble.Unavailable(
                    "NotLeader", "This operator does not hold the lease and writes nothing.", Optional.empty()));
        }
    }

    private static boolean isSuccess(HttpResponse answer) {
        return answer.getStatusCode() >= 200 && answer.getStatusCode() < 300;
    }

    private Refusal refusal(HttpResponse answer, String body) {
        int status = answer.getStatusCode();
        AzureError error = AzureError.read(
                status,
                body,
                Optional.ofNullable(answer.getHeaderValue(ERROR_CODE)),
                RetryAfter.read(answer.getHeaderValue(HttpHeaderName.RETRY_AFTER), clock));
        if (status == TOO_MANY_REQUESTS
                || status == SERVICE_UNAVAILABLE && error.retryAfter().isPresent()) {
            budget.close(error.retryAfter());
        }
        Trouble trouble = AzureErrors.trouble(error);
        if (trouble instanceof Trouble.Unauthenticated) {
            tokens.forget();
        }
        return new Refusal(trouble);
    }
}
