package io.azbatch.simulator.arm;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.azbatch.simulator.arm.authorization.Authorization;
import io.azbatch.simulator.arm.deployment.DeploymentsApi;
import io.azbatch.simulator.entra.Deed;
import io.azbatch.simulator.entra.Directory;
import io.azbatch.simulator.entra.Principal;
import io.azbatch.simulator.http.Json;
import io.azbatch.simulator.http.ListenerKind;
import io.azbatch.simulator.http.Plane;
import io.azbatch.simulator.http.Refused;
import io.azbatch.simulator.http.Request;
import io.azbatch.simulator.http.Response;
import io.azbatch.simulator.http.Router;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/** The ARM front end: checks what every request must fulfil, then hands it to the provider's handler inside one look at the world. */
public final class ArmPlane implements Plane {
    private final Azure azure;
    private final ArmAuthentication authentication;
    private final ApiVersions apiVersions;
    private final RateLimits limits;
    private final Subscriptions subscriptions;
    private final Authorization authorization;
    private final Router router = new Router();

    /**
     * @param authority URL of the token authority, named in challenges
     * @param others all providers but those of ARM itself
     */
    public ArmPlane(
            Azure azure, Directory directory, String authority, Subscriptions subscriptions, List<ArmProvider> others) {
        this.azure = azure;
        this.authentication = new ArmAuthentication(directory, authority);
        this.limits = new RateLimits(azure);
        this.subscriptions = subscriptions;
        this.authorization = new Authorization(azure, subscriptions, directory);
        List<ArmProvider> providers = Stream.concat(others.stream(), Stream.of(authorization, new Features(azure)))
                .toList();
        this.apiVersions = new ApiVersions(providers);
        new CoreApi(azure, subscriptions, apiVersions, directory, authority).routes(router);
        new EverythingApi(azure, subscriptions, new Sight(directory)).routes(router);
        new TagsApi(this::inside, apiVersions).routes(router);
        new TagNamesApi(azure, subscriptions).routes(router);
        new DeploymentsApi(azure, this::inside, this::group).routes(router);
        providers.forEach(provider -> provider.routes(router));
    }

    @Override
    public ListenerKind kind() {
        return ListenerKind.ARM;
    }

    @Override
    public Operation operation(Request request) {
        return router.find(request.method(), request.path())
                .map(match ->
                        new Operation(match.route().operation(), match.route().write()))
                .orElse(new Operation("unknown", request.changesSomething()));
    }

    @Override
    public Response handle(Request sent) {
        Request request = Form.plainPath(sent);
        Response response;
        try {
            response = azure.world().look(() -> answer(request));
        } catch (Refused refused) {
            response = refused.response();
        }
        return finish(request, hinted(request, Form.named(request, response)));
    }

    /** By a setting every answer of a long operation says when to come back. */
    private Response hinted(Request request, Response response) {
        int seconds = azure.settings().number("pollHintSeconds");
        boolean longOperation = response.headers().containsKey("Azure-AsyncOperation")
                || response.headers().containsKey("Location")
                || ArmTarget.of(request.method(), request.path()).isPoll();
        return seconds > 0 && longOperation ? response.withDefault("Retry-After", Integer.toString(seconds)) : response;
    }

    @Override
    public Response refusal(Request request, int status, String code, String message) {
        return finish(request, ArmError.response(status, ArmError.error(code, message)));
    }

    private Response answer(Request request) {
        Optional<Router.Match> match = router.find(request.method(), request.path());
        if (request.path().toLowerCase(Locale.ROOT).startsWith("/metadata/") && match.isPresent()) {
            return match.get().route().handler().handle(request);
        }
        authorization.forgetGone();
        Principal caller = authentication.authenticate(request);
        ArmTarget target = ArmTarget.of(request.method(), request.path());
        subscriptions.require(target.subscription());
        apiVersions.check(request, target);
        Form.check(request);
        requireRight(caller, request, target);
        authorization.checkLocks(request);
        if (match.isEmpty()) {
            return existence(request).orElseThrow(() -> noRoute(request, target));
        }
        requireGroup(request, target);
        return limits.admit(
                request.withParams(match.get().params()),
                caller,
                target.subscription(),
                match.get().route().handler());
    }

    private void requireRight(Principal caller, Request request, ArmTarget target) {
        boolean open = target.isPoll()
                || target.isOpenRead(request.method())
                        && (target.subscription().isEmpty()
                                || caller.hasRightsIn("/subscriptions/" + target.subscription()));
        if (!open && !caller.may(deed(request, target), target.scope())) {
            throw authentication.forbidden(caller, target.permission(request.method()), target.scope());
        }
    }

    private static Deed deed(Request request, ArmTarget target) {
        return Deed.control(target.permission(request.method()), request.changesSomething());
    }

    private static Response handle(Request request, Router.Match match) {
        return match.route().handler().handle(request.withParams(match.params()));
    }

    /** A request that ARM makes for a caller, with the caller's rights. */
    private Response inside(Request origin, String method, String path, String apiVersion, Optional<JsonNode> body) {
        Request request = origin.inside(
                method, path, "api-version=" + apiVersion, body.map(Json::bytes).orElse(new byte[0]));
        try {
            ArmTarget target = ArmTarget.of(method, path);
            subscriptions.require(target.subscription());
            requireRight(authentication.authenticate(request), request, target);
            apiVersions.check(request, target);
            authorization.checkLocks(request);
            Router.Match match = router.find(method, path).orElseThrow(() -> noRoute(request, target));
            requireGroup(request, target);
            return handle(request, match);
        } catch (Refused refused) {
            return refused.response();
        }
    }

    private ObjectNode group(Request request) {
        return subscriptions
                .group(request.param("subscription"), request.param("group"))
                .map(Subscriptions.Group::body)
                .orElseThrow(() -> ArmError.groupNotFound(request.param("group")));
    }

    /** ARM answers HEAD for every resource that can be read: 204 where there is one, 404 where there is none, both empty. */
    private Optional<Response> existence(Request request) {
        return Optional.of(request)
                .filter(asked -> asked.method().equals("HEAD"))
                .flatMap(asked -> router.find("GET", asked.path()))
                .map(match -> Response.empty(isThere(request, match) ? 204 : 404));
    }

    private static boolean isThere(Request request, Router.Match match) {
        try {
            return !handle(request, match).isRefusal();
        } catch (Refused absent) {
            return false;
        }
    }

    private Refused noRoute(Request request, ArmTarget target) {
        if (router.knowsPath(request.path())) {
            return ArmError.gateway(
                    405,
                    "HttpMethodNotAllowed",
                    "The HTTP method '" + request.method() + "' is not supported at scope '" + target.scope() + "'.");
        }
        return ArmError.gateway(
                404,
                "InvalidResourceType",
                "The resource type '" + target.typeAndAction() + "' could not be found in the namespace '"
                        + target.namespace() + "' for api version '" + request.apiVersion() + "'.");
    }

    /** A group must be there, and nothing is put into one that is going. */
    private void requireGroup(Request request, ArmTarget target) {
        boolean insideGroup = !target.group().isEmpty() && !target.type().equals("resourceGroups");
        if (insideGroup && !subscriptions.hasGroup(target.subscription(), target.group())) {
            throw ArmError.groupNotFound(target.group());
        }
        if (insideGroup && request.method().equals("PUT")) {
            subscriptions.refuseDeleting(target.subscription(), target.group());
        }
    }

    private static Response finish(Request request, Response response) {
        return response.withDefault("Cache-Control", "no-cache")
                .withDefault("Pragma", "no-cache")
                .withDefault("Expires", "-1")
                .withDefault("x-ms-request-id", request.id())
                .withDefault("x-ms-correlation-request-id", request.id())
                .withDefault("x-ms-routing-request-id", "WESTEUROPE:" + request.id())
                .withDefault("Strict-Transport-Security", "max-age=31536000; includeSubDomains")
                .withDefault("X-Content-Type-Options", "nosniff");
    }
}
