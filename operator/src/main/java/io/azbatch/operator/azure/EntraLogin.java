package io.azbatch.operator.azure;

import com.azure.core.credential.TokenCredential;
import com.azure.core.http.HttpPipeline;
import com.azure.core.http.HttpPipelineBuilder;
import com.azure.identity.AadCredentialBuilderBase;
import com.azure.identity.ClientCertificateCredentialBuilder;
import com.azure.identity.ClientSecretCredentialBuilder;
import com.azure.identity.CredentialBuilderBase;
import com.azure.identity.ManagedIdentityCredentialBuilder;
import com.azure.identity.WorkloadIdentityCredentialBuilder;
import io.azbatch.operator.cloud.Credential;
import java.io.ByteArrayInputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;

/** Makes azure-identity's credential from ours; every request to Entra goes through the one transport, once. */
final class EntraLogin {

    /** Entra's own hosts. Any other is private: nobody else can vouch for it, so it is taken as it is. */
    private static final Set<String> WELL_KNOWN = Set.of(
            "login.microsoftonline.com",
            "login.microsoft.com",
            "login.windows.net",
            "sts.windows.net",
            "login.microsoftonline.us",
            "login.partner.microsoftonline.cn",
            "login.chinacloudapi.cn");

    private static final String WRONG_PEM =
            "AZURE_CLIENT_CERTIFICATE must be PEM text with a private key and its certificate.";

    private final URI authority;
    private final Supplier<HttpPipeline> pipeline;
    private final Map<String, String> environment;

    /** @param environment for the operator's own identity, as the platform sets it */
    EntraLogin(URI authority, Transport transport, Map<String, String> environment) {
        this.authority = authority;
        this.pipeline =
                () -> new HttpPipelineBuilder().httpClient(transport.client()).build();
        this.environment = environment;
    }

    TokenCredential as(Credential credential) {
        return switch (credential) {
            case Credential.ClientSecret(String tenant, String client, String secret) ->
                at(new ClientSecretCredentialBuilder())
                        .tenantId(tenant)
                        .clientId(client)
                        .clientSecret(secret)
                        .build();
            case Credential.ClientCertificate(String tenant, String client, String pem) ->
                at(new ClientCertificateCredentialBuilder())
                        .tenantId(tenant)
                        .clientId(client)
                        .pemCertificate(new ByteArrayInputStream(checked(pem)))
                        .build();
            case Credential.OperatorIdentity own -> operatorIdentity();
        };
    }

    /** Said here, since further down a PEM that cannot be read looks like a connection that broke. */
    private static byte[] checked(String pem) {
        byte[] bytes = pem.getBytes(StandardCharsets.UTF_8);
        try {
            if (pem.contains("PRIVATE KEY-----") && pem.contains("-----BEGIN CERTIFICATE-----")) {
                String certificate = pem.substring(pem.indexOf("-----BEGIN CERTIFICATE-----"));
                CertificateFactory.getInstance("X.509")
                        .generateCertificate(new ByteArrayInputStream(certificate.getBytes(StandardCharsets.UTF_8)));
                return bytes;
            }
        } catch (CertificateException unreadable) {
            throw new IllegalArgumentException(WRONG_PEM, unreadable);
        }
        throw new IllegalArgumentException(WRONG_PEM);
    }

    /**
     * The first way in that the environment is set up for, in the order that azure-identity has too: a secret or a
     * certificate, workload identity, and where nothing is set, the managed identity of the machine.
     */
    private TokenCredential operatorIdentity() {
        if (environment.containsKey("AZURE_CLIENT_SECRET")) {
            return at(new ClientSecretCredentialBuilder())
                    .tenantId(needed("AZURE_TENANT_ID"))
                    .clientId(needed("AZURE_CLIENT_ID"))
                    .clientSecret(needed("AZURE_CLIENT_SECRET"))
                    .build();
        }
        if (environment.containsKey("AZURE_CLIENT_CERTIFICATE_PATH")) {
            return at(new ClientCertificateCredentialBuilder())
                    .tenantId(needed("AZURE_TENANT_ID"))
                    .clientId(needed("AZURE_CLIENT_ID"))
                    .pemCertificate(needed("AZURE_CLIENT_CERTIFICATE_PATH"))
                    .build();
        }
        if (environment.containsKey("AZURE_FEDERATED_TOKEN_FILE")) {
            return at(new WorkloadIdentityCredentialBuilder())
                    .tenantId(needed("AZURE_TENANT_ID"))
                    .clientId(needed("AZURE_CLIENT_ID"))
                    .tokenFilePath(needed("AZURE_FEDERATED_TOKEN_FILE"))
                    .build();
        }
        ManagedIdentityCredentialBuilder managed = through(new ManagedIdentityCredentialBuilder());
        return Optional.ofNullable(environment.get("AZURE_CLIENT_ID"))
                .map(managed::clientId)
                .orElse(managed)
                .build();
    }

    private String needed(String variable) {
        String value = environment.getOrDefault(variable, "");
        if (value.isBlank()) {
            throw new IllegalArgumentException(
                    "The operator's own identity needs " + variable + " in the operator's environment.");
        }
        return value;
    }

    private <T extends AadCredentialBuilderBase<T>> T at(T builder) {
        T there = through(builder).authorityHost(authority.toString());
        return WELL_KNOWN.contains(authority.getHost()) ? there : there.disableInstanceDiscovery();
    }

    private <T extends CredentialBuilderBase<T>> T through(T builder) {
        return builder.pipeline(pipeline.get());
    }
}
