package io.azbatch.operator.azure;

import static org.assertj.core.api.Assertions.assertThat;

import io.azbatch.operator.cloud.Credential;
import io.azbatch.operator.cloud.Reading;
import io.azbatch.operator.cloud.Trouble;
import io.azbatch.operator.cloud.VirtualMachines;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Signing in: with each kind of credential, and when Entra says no, later, or nothing. */
final class EntraTest {

    @TempDir
    private static Path directory;

    private static SimulatedAzure azure;

    /** The monotonic clock of the operator: it moves only here. */
    private final AtomicLong nanos = new AtomicLong();

    private AzureCloud cloud;
    private Credential.ClientSecret owner;

    @BeforeAll
    static void start() {
        azure = SimulatedAzure.start(directory);
    }

    @AfterAll
    static void stop() {
        azure.close();
    }

    @BeforeEach
    void open() {
        cloud = cloud(azure.endpoints(), Map.of());
        owner = azure.owner();
    }

    @AfterEach
    void close() {
        cloud.close();
        azure.clearFaults();
    }

    @Test
    void oneTokenServesManyCallsAndARotatedSecretIsAnotherCredential() {
        long before = azure.lastSequence();
        look(owner);
        look(owner);
        assertThat(tokens(before)).isEqualTo(1);

        look(new Credential.ClientSecret(owner.tenantId(), owner.clientId(), "rotated"));

        assertThat(tokens(before)).isEqualTo(2);
    }

    @Test
    void aTokenIsRenewedBeforeItEndsAndTheOldOneServesWhileEntraIsDown() {
        // Of half of it a minute and more is left for what Entra's answer may take.
        azure.set("tokenLifetimeSeconds", 500);
        try {
            look(owner);
            long before = azure.lastSequence();
            nanos.addAndGet(Duration.ofSeconds(200).toNanos());
            look(owner);
            assertThat(tokens(before)).isZero();
            nanos.addAndGet(Duration.ofSeconds(60).toNanos());
            azure.entraFault("{'type': 'status', 'status': 503}");
            assertThat(look(owner).isAbsent()).isTrue();
            assertThat(tokens(before)).isPositive();
            azure.clearFaults();
            long healed = azure.lastSequence();
            nanos.addAndGet(Duration.ofSeconds(2).toNanos());

            look(owner);
            look(owner);

            assertThat(tokens(healed)).isEqualTo(1);
        } finally {
            azure.set("tokenLifetimeSeconds", 3600);
        }
    }

    @Test
    void whatEntraRefusesIsToldWithItsCodeAndAlwaysInTheSameWords() {
        Map<String, Credential> wrong = Map.of(
                "AADSTS7000215", new Credential.ClientSecret(owner.tenantId(), owner.clientId(), "wrong"),
                "AADSTS700016",
                        new Credential.ClientSecret(
                                owner.tenantId(), UUID.randomUUID().toString(), "any"),
                "AADSTS90002",
                        new Credential.ClientSecret(UUID.randomUUID().toString(), owner.clientId(), owner.secret()));

        wrong.forEach((code, credential) -> {
            Trouble first = trouble(credential);
            assertThat(first).as(code).isInstanceOf(Trouble.Unauthenticated.class);
            assertThat(first.code()).isEqualTo(code);
            assertThat(first.message()).startsWith(code).doesNotContain("Trace ID", "Timestamp");
            assertThat(trouble(credential)).isEqualTo(first);
        });
    }

    @Test
    void aCredentialThatCanNotEvenBeSentIsTheUsersToMend() {
        List<Credential> unusable = List.of(
                new Credential.ClientSecret("not a tenant!", owner.clientId(), "any"),
                new Credential.ClientCertificate(owner.tenantId(), owner.clientId(), "no pem"));

        assertThat(unusable).allSatisfy(credential -> assertThat(trouble(credential))
                .isInstanceOfSatisfying(Trouble.Unauthenticated.class, refused -> {
                    assertThat(refused.code()).isEqualTo("CredentialUnusable");
                    assertThat(refused.message()).containsAnyOf("tenant ID", "AZURE_CLIENT_CERTIFICATE");
                }));
    }

    @Test
    void aCertificateSignsIn() throws Exception {
        Path pem = SelfSigned.pem(directory);
        String clientId = UUID.randomUUID().toString();
        String certificate = Files.readString(pem).replaceAll("(?s).*(-----BEGIN CERT)", "$1");
        azure.admin(
                "PUT",
                "/principals/" + clientId,
                "{'certificate': '" + certificate.replace("\n", "\\n") + "', 'scopes': [{'scope': '/'}]}");

        Reading<?> reading = look(new Credential.ClientCertificate(owner.tenantId(), clientId, Files.readString(pem)));

        assertThat(reading.isAbsent()).as(reading.toString()).isTrue();
    }

    @Test
    void theOperatorsOwnIdentityComesFromItsEnvironment() {
        Map<String, String> environment = Map.of(
                "AZURE_TENANT_ID", owner.tenantId(),
                "AZURE_CLIENT_ID", owner.clientId(),
                "AZURE_CLIENT_SECRET", owner.secret());
        assertThat(own(environment).isAbsent()).isTrue();
        assertThat(own(Map.of("AZURE_CLIENT_SECRET", "x", "AZURE_CLIENT_ID", "y"))
                        .unread())
                .hasValueSatisfying(trouble -> {
                    assertThat(trouble).isInstanceOf(Trouble.Unauthenticated.class);
                    assertThat(trouble.message()).contains("AZURE_TENANT_ID");
                });
        assertThat(own(Map.of(
                                "AZURE_FEDERATED_TOKEN_FILE",
                                        directory.resolve("none").toString(),
                                "AZURE_TENANT_ID", owner.tenantId(),
                                "AZURE_CLIENT_ID", owner.clientId()))
                        .unread())
                .hasValueSatisfying(trouble -> {
                    assertThat(trouble).isInstanceOf(Trouble.Unauthenticated.class);
                    assertThat(trouble.message()).contains("none can not be read");
                });
    }

    @Test
    void aBusyEntraIsLeftAloneAsLongAsItAsked() {
        azure.entraFault("{'type': 'status', 'status': 429, 'headers': {'Retry-After': '30'}}");
        assertThat(trouble(owner))
                .isInstanceOfSatisfying(Trouble.Throttled.class, throttled -> assertThat(throttled.retryAfter())
                        .contains(Duration.ofSeconds(30)));
        long before = azure.lastSequence();

        assertThat(trouble(owner)).isInstanceOf(Trouble.Throttled.class);
        assertThat(azure.journal(before)).isEmpty();

        azure.clearFaults();
        nanos.addAndGet(Duration.ofSeconds(31).toNanos());
        assertThat(look(owner).isAbsent()).isTrue();
    }

    @Test
    void whoWaitedForAnAnswerThatDidNotComeIsToldSoAndDoesNotWaitAsLongAgain() {
        azure.entraFault("{'type': 'status', 'status': 500}");
        Trouble first = trouble(owner);
        long before = azure.lastSequence();

        assertThat(trouble(owner)).isEqualTo(first);
        assertThat(azure.journal(before)).isEmpty();

        azure.clearFaults();
        nanos.addAndGet(Duration.ofSeconds(2).toNanos());
        assertThat(look(owner).isAbsent()).isTrue();
    }

    @Test
    void anEntraThatIsDownOrNotThereIsUnavailable() {
        azure.entraFault("{'type': 'status', 'status': 500}");
        assertThat(trouble(owner)).isInstanceOf(Trouble.Unavailable.class);
        azure.clearFaults();
        nanos.addAndGet(Duration.ofSeconds(2).toNanos());
        azure.entraFault("{'type': 'reset'}");
        assertThat(trouble(owner)).isInstanceOf(Trouble.Unavailable.class);

        AzureEndpoints there = azure.endpoints();
        AzureEndpoints nowhere = new AzureEndpoints(
                URI.create("https://127.0.0.1:1"),
                there.resourceManager(),
                there.resourceManagerAudience(),
                there.batchAudience(),
                there.storageAudience(),
                there.certificateAuthority());
        try (AzureCloud alone = cloud(nowhere, Map.of())) {
            assertThat(alone.ports()
                            .virtualMachines()
                            .get(owner, azure.virtualMachine("any"))
                            .unread())
                    .containsInstanceOf(Trouble.Unavailable.class);
        }
    }

    private AzureCloud cloud(AzureEndpoints endpoints, Map<String, String> environment) {
        return new AzureCloud(endpoints, PatientFence.OPEN, Duration.ZERO, environment, Clock.systemUTC(), nanos::get);
    }

    private Reading<VirtualMachines.VirtualMachine> own(Map<String, String> environment) {
        try (AzureCloud itself = cloud(azure.endpoints(), environment)) {
            return itself.ports().virtualMachines().get(new Credential.OperatorIdentity(), azure.virtualMachine("any"));
        }
    }

    private Reading<VirtualMachines.VirtualMachine> look(Credential credential) {
        return cloud.ports().virtualMachines().get(credential, azure.virtualMachine("any"));
    }

    private Trouble trouble(Credential credential) {
        return look(credential).unread().orElseThrow();
    }

    private static long tokens(long after) {
        return azure.journal(after).stream()
                .filter(line -> line.contains("token"))
                .count();
    }
}
