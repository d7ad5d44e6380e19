package io.azbatch.operator.control;

import io.azbatch.api.v1beta1.AzureBatch;
import io.azbatch.api.v1beta1.SecretRef;
import io.azbatch.operator.cloud.Credential;
import io.fabric8.kubernetes.api.model.Secret;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The credential contract, in its three scopes: the Secret that the object names, else Secret {@code
 * azbatch-credentials} of its namespace, else the operator's own identity where the installation allows the namespace.
 * A Secret is only ever read from the object's own namespace, and a Secret that is there but unusable is an error: the
 * next scope is not tried in its place.
 */
public final class Credentials {

    private static final String TENANT = "AZURE_TENANT_ID";
    private static final String CLIENT = "AZURE_CLIENT_ID";
    private static final String SECRET = "AZURE_CLIENT_SECRET";
    private static final String CERTIFICATE = "AZURE_CLIENT_CERTIFICATE";

    private final Secrets secrets;
    private final Set<String> operatorIdentityNamespaces;

    /** Reads one Secret; empty when there is none. */
    @FunctionalInterface
    public interface Secrets {
        Optional<Secret> get(String namespace, String name);
    }

    /** @param operatorIdentityNamespaces namespaces that may use the operator's identity; {@code *} means all */
    public Credentials(Secrets secrets, Set<String> operatorIdentityNamespaces) {
        this.secrets = secrets;
        this.operatorIdentityNamespaces = Set.copyOf(operatorIdentityNamespaces);
    }

    public Access find(String namespace, @Nullable SecretRef named) {
        if (named != null) {
            return secrets.get(namespace, named.name())
                    .map(secret -> read(namespace, secret))
                    .orElseGet(() -> new Access.Missing("Secret " + namespace + "/" + named.name()
                            + " that credentialsRef names does not exist: create it with keys " + TENANT + ", " + CLIENT
                            + " and " + SECRET + " or " + CERTIFICATE));
        }
        return secrets.get(namespace, AzureBatch.DEFAULT_CREDENTIALS_SECRET)
                .map(secret -> read(namespace, secret))
                .orElseGet(() -> operatorIdentity(namespace));
    }

    private Access operatorIdentity(String namespace) {
        if (operatorIdentityNamespaces.contains("*") || operatorIdentityNamespaces.contains(namespace)) {
            return new Access.Granted(new Credential.OperatorIdentity(), "the operator's identity");
        }
        return new Access.Missing("namespace " + namespace + " has no credential: create Secret "
                + AzureBatch.DEFAULT_CREDENTIALS_SECRET + " with keys " + TENANT + ", " + CLIENT + " and " + SECRET
                + " or " + CERTIFICATE + ", or name a Secret in credentialsRef");
    }

    private static Access read(String namespace, Secret secret) {
        String origin = "Secret " + namespace + "/" + secret.getMetadata().getName();
        Optional<String> tenant = value(secret, TENANT);
        Optional<String> client = value(secret, CLIENT);
        Optional<String> clientSecret = value(secret, SECRET);
        Optional<String> certificate = value(secret, CERTIFICATE);
        if (tenant.isEmpty() || client.isEmpty()) {
            return new Access.Missing(origin + " lacks key " + (tenant.isEmpty() ? TENANT : CLIENT));
        }
        if (clientSecret.isPresent() == certificate.isPresent()) {
            return new Access.Missing(origin + " must have exactly one of the keys " + SECRET + " and " + CERTIFICATE);
        }
        Credential credential = clientSecret
                .<Credential>map(secretText -> new Credential.ClientSecret(tenant.get(), client.get(), secretText))
                .orElseGet(
                        () -> new Credential.ClientCertificate(tenant.get(), client.get(), certificate.orElseThrow()));
        return new Access.Granted(credential, origin);
    }

    private static Optional<String> value(Secret secret, String key) {
        return Optional.ofNullable(secret.getData()).orElse(Map.of()).entrySet().stream()
                .filter(entry -> entry.getKey().equals(key))
                .map(entry -> new String(Base64.getDecoder().decode(entry.getValue()), StandardCharsets.UTF_8).strip())
                .filter(text -> !text.isEmpty())
                .findFirst();
    }
}
