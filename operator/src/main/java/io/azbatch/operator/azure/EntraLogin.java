package io.azbatch.operator.azure;

import com.azure.core.credential.TokenCredential;
import com.azure.core.http.HttpPipeline;
import com.azure.core.http.HttpPipelineBuilder;
import com.azure.identity.AadCredentialBuilderBase;
import com.azure.identity.ChainedTokenCredentialBuilder;
import com.azure.identity.ClientCertificateCredentialBuilder;
import com.azure.identity.ClientSecretCredentialBuilder;
import com.azure.identity.CredentialBuilderBase;
import com.azure.identity.EnvironmentCredentialBuilder;
import com.azure.identity.ManagedIdentityCredentialBuilder;
import com.azure.identity.WorkloadIdentityCredentialBuilder;
import io.azbatch.operator.cloud.Credential;
import java.io.ByteArrayInputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Map;
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
                        .pemCertificate(new ByteArrayInputStream(pem.getBytes(StandardCharsets.UTF_8)))
                        .build();
            case Credential.OperatorIdentity own -> operatorIdentity();
        };
    }

    /** The platform's ways in their usual order, without those of a developer's desk. */
    private TokenCredential operatorIdentity() {
        ChainedTokenCredentialBuilder chain = new ChainedTokenCredentialBuilder();
        if (environment.containsKey("AZURE_CLIENT_SECRET")
                || environment.containsKey("AZURE_CLIENT_CERTIFICATE_PATH")) {
            chain.addLast(through(new EnvironmentCredentialBuilder())
                    .authorityHost(authority.toString())
                    .build());
        }
        if (environment.containsKey("AZURE_FEDERATED_TOKEN_FILE")) {
            chain.addLast(at(new WorkloadIdentityCredentialBuilder()).build());
        }
        ManagedIdentityCredentialBuilder managed = through(new ManagedIdentityCredentialBuilder());
        if (environment.containsKey("AZURE_CLIENT_ID")) {
            managed.clientId(environment.get("AZURE_CLIENT_ID"));
        }
        return chain.addLast(managed.build()).build();
    }

    private <T extends AadCredentialBuilderBase<T>> T at(T builder) {
        T there = through(builder).authorityHost(authority.toString());
        return WELL_KNOWN.contains(authority.getHost()) ? there : there.disableInstanceDiscovery();
    }

    private <T extends CredentialBuilderBase<T>> T through(T builder) {
        return builder.pipeline(pipeline.get());
    }
}
