package io.azbatch.operator.control;

import static org.assertj.core.api.Assertions.assertThat;

import io.azbatch.api.v1beta1.SecretRef;
import io.azbatch.operator.cloud.Credential;
import io.fabric8.kubernetes.api.model.Secret;
import io.fabric8.kubernetes.api.model.SecretBuilder;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** The three scopes, and that none of them leaks into another. */
final class CredentialsTest {

    private final Map<String, Secret> secrets = new HashMap<>();

    @Test
    void theNamedSecretWinsOverTheDefault() {
        put("team", "mine", Map.of("AZURE_TENANT_ID", "t", "AZURE_CLIENT_ID", "named", "AZURE_CLIENT_SECRET", "s"));
        put(
                "team",
                "azbatch-credentials",
                Map.of("AZURE_TENANT_ID", "t", "AZURE_CLIENT_ID", "d", "AZURE_CLIENT_SECRET", "s"));
        assertThat(find("team", new SecretRef("mine"), "team"))
                .isEqualTo(new Access.Granted(new Credential.ClientSecret("t", "named", "s"), "Secret team/mine"));
    }

    @Test
    void theDefaultSecretWinsOverTheOperatorsIdentity() {
        put(
                "team",
                "azbatch-credentials",
                Map.of("AZURE_TENANT_ID", "t", "AZURE_CLIENT_ID", "d", "AZURE_CLIENT_SECRET", "s\n"));
        assertThat(find("team", null, "*"))
                .isEqualTo(new Access.Granted(
                        new Credential.ClientSecret("t", "d", "s"), "Secret team/azbatch-credentials"));
    }

    @Test
    void theOperatorsIdentityIsForAllowedNamespacesOnly() {
        assertThat(find("team", null, "team")).isInstanceOf(Access.Granted.class);
        assertThat(find("other", null, "team"))
                .isInstanceOfSatisfying(Access.Missing.class, missing -> assertThat(missing.message())
                        .contains("namespace other has no credential", "create Secret azbatch-credentials"));
    }

    @Test
    void aNamedSecretThatIsMissingIsNotReplacedByAnything() {
        put(
                "team",
                "azbatch-credentials",
                Map.of("AZURE_TENANT_ID", "t", "AZURE_CLIENT_ID", "d", "AZURE_CLIENT_SECRET", "s"));
        assertThat(find("team", new SecretRef("mine"), "*"))
                .isInstanceOfSatisfying(Access.Missing.class, missing -> assertThat(missing.message())
                        .contains("Secret team/mine that credentialsRef names does not exist"));
    }

    @Test
    void aSecretOfAnotherNamespaceIsNeverRead() {
        put("other", "mine", Map.of("AZURE_TENANT_ID", "t", "AZURE_CLIENT_ID", "c", "AZURE_CLIENT_SECRET", "s"));
        assertThat(find("team", new SecretRef("mine"))).isInstanceOf(Access.Missing.class);
    }

    @Test
    void anUnusableSecretSaysWhichKeyIsWrong() {
        put("team", "a", Map.of("AZURE_CLIENT_ID", "c", "AZURE_CLIENT_SECRET", "s"));
        put("team", "b", Map.of("AZURE_TENANT_ID", "t", "AZURE_CLIENT_ID", "c"));
        put(
                "team",
                "c",
                Map.of(
                        "AZURE_TENANT_ID",
                        "t",
                        "AZURE_CLIENT_ID",
                        "c",
                        "AZURE_CLIENT_SECRET",
                        "s",
                        "AZURE_CLIENT_CERTIFICATE",
                        "pem"));
        assertThat(find("team", new SecretRef("a"), "*"))
                .isEqualTo(new Access.Missing("Secret team/a lacks key AZURE_TENANT_ID"));
        String either = " must have exactly one of the keys AZURE_CLIENT_SECRET and AZURE_CLIENT_CERTIFICATE";
        assertThat(find("team", new SecretRef("b"), "*")).isEqualTo(new Access.Missing("Secret team/b" + either));
        assertThat(find("team", new SecretRef("c"), "*")).isEqualTo(new Access.Missing("Secret team/c" + either));
    }

    @Test
    void aCredentialNeverPrintsItsSecret() {
        assertThat(new Credential.ClientSecret("t", "c", "hush")).asString().doesNotContain("hush");
        assertThat(new Credential.ClientCertificate("t", "c", "hush"))
                .asString()
                .doesNotContain("hush");
    }

    private Access find(String namespace, SecretRef named, String... identityNamespaces) {
        return new Credentials(
                        (ns, name) -> Optional.ofNullable(secrets.get(ns + "/" + name)), Set.of(identityNamespaces))
                .find(namespace, named);
    }

    private void put(String namespace, String name, Map<String, String> values) {
        Map<String, String> data = new HashMap<>();
        values.forEach((key, value) ->
                data.put(key, Base64.getEncoder().encodeToString(value.getBytes(StandardCharsets.UTF_8))));
        secrets.put(
                namespace + "/" + name,
                new SecretBuilder()
                        .withNewMetadata()
                        .withNamespace(namespace)
                        .withName(name)
                        .endMetadata()
                        .withData(data)
                        .build());
    }
}
