package io.azbatch.testbed.kubernetes;

import io.azbatch.testbed.process.Ports;
import io.azbatch.testbed.process.Program;
import io.azbatch.testbed.process.Waiting;
import io.azbatch.testbed.process.Workplace;
import io.fabric8.kubernetes.api.model.NamespaceBuilder;
import io.fabric8.kubernetes.api.model.authentication.TokenRequest;
import io.fabric8.kubernetes.api.model.authentication.TokenRequestBuilder;
import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/**
 * A Kubernetes API on loopback: etcd, kube-apiserver with RBAC, and of kube-controller-manager the controllers that
 * finish namespaces, collect garbage, make ServiceAccounts and publish the root certificate. Ready when constructed.
 * Its processes end with the workplace.
 */
public final class ControlPlane implements AutoCloseable {
    private static final Duration READY = Duration.ofSeconds(60);
    private static final long TOKEN_SECONDS = 24 * 3600L;

    private final Workplace workplace;
    private final Binaries binaries;
    private final int etcdPort = Ports.free();
    private final int port = Ports.free();
    private final ServiceAccountKey key;
    private final Path tokens;
    private final Optional<Path> auditPolicy;
    private final Path kubeconfig;
    private final KubernetesClient client;
    private Program apiServer;

    private ControlPlane(Workplace workplace, Binaries binaries, Optional<Path> auditPolicy) {
        this.workplace = workplace;
        this.binaries = binaries;
        this.auditPolicy = auditPolicy;
        this.key = ServiceAccountKey.generate(workplace);
        String adminToken = UUID.randomUUID().toString();
        this.tokens = workplace.write("tokens.csv", adminToken + ",admin,admin,\"system:masters\"\n");
        startEtcd();
        this.apiServer = startApiServer();
        this.kubeconfig = writeKubeconfig("admin", adminToken);
        this.client = newClient(kubeconfig);
        awaitReady();
        startControllerManager();
        awaitServiceAccount("default");
    }

    /** Starts a control plane; returns when it is ready. */
    public static ControlPlane start(Workplace workplace, Binaries binaries) {
        return new ControlPlane(workplace, binaries, Optional.empty());
    }

    /**
     * Starts a control plane that writes down who asked it for what.
     *
     * @param auditPolicy an audit.k8s.io/v1 Policy; see {@link #auditLog}
     */
    public static ControlPlane startAudited(Workplace workplace, Binaries binaries, Path auditPolicy) {
        return new ControlPlane(workplace, binaries, Optional.of(auditPolicy));
    }

    /** One JSON event per line, where the control plane was started with an audit policy. */
    public Path auditLog() {
        return workplace.file("audit.log");
    }

    public String url() {
        return "https://127.0.0.1:" + port;
    }

    /** Kubeconfig of a cluster administrator. */
    public Path kubeconfig() {
        return kubeconfig;
    }

    /** A client with the rights of a cluster administrator. */
    public KubernetesClient client() {
        return client;
    }

    /** The chart in a directory, installed by a cluster administrator. */
    public void installChart(Path chart, String release, String namespace, String values) {
        new Chart(chart, kubeconfig).install(release, namespace, writeValues(release, values));
    }

    /** What the chart in a directory would install, rendered by Helm. */
    public String renderChart(Path chart, String release, String namespace, String values) {
        return new Chart(chart, kubeconfig).template(release, namespace, writeValues(release, values));
    }

    private Path writeValues(String release, String values) {
        return workplace.write("values-" + release + ".yaml", values);
    }

    /** Applies the objects of a manifest, which name their namespaces, as a cluster administrator. */
    public void apply(String manifest) {
        client.load(new ByteArrayInputStream(manifest.getBytes(StandardCharsets.UTF_8)))
                .items()
                .forEach(object -> client.resource(object).serverSideApply());
    }

    /**
     * What a directory's kustomization says, changed by an overlay, applied by a cluster administrator.
     *
     * @param changes the rest of the overlay's kustomization
     */
    public void applyOverlay(Path directory, String changes) {
        Path overlay = workplace.directory().resolve("overlay");
        String kustomization = """
                apiVersion: kustomize.config.k8s.io/v1beta1
                kind: Kustomization
                resources: [%s]
                """.formatted(overlay.relativize(directory)) + changes;
        workplace.write("overlay/kustomization.yaml", kustomization);
        kubectl().run("apply", "--server-side", "-k", overlay.toString());
    }

    public Kubectl kubectl() {
        return new Kubectl(binaries.program("kubectl"), kubeconfig, workplace.file("kubectl-cache"), Path.of(""));
    }

    /** Makes a namespace; returns when it can be used. */
    public void makeNamespace(String name) {
        client.resource(new NamespaceBuilder()
                        .withNewMetadata()
                        .withName(name)
                        .endMetadata()
                        .build())
                .create();
        awaitServiceAccount(name);
    }

    /** Kubeconfig of a ServiceAccount, with a token as its pods would get one. */
    public Path kubeconfigFor(String namespace, String serviceAccount) {
        TokenRequest request = new TokenRequestBuilder()
                .withNewSpec()
                .withExpirationSeconds(TOKEN_SECONDS)
                .endSpec()
                .build();
        String token = client.serviceAccounts()
                .inNamespace(namespace)
                .withName(serviceAccount)
                .tokenRequest(request)
                .getStatus()
                .getToken();
        return writeKubeconfig(namespace + "-" + serviceAccount, token);
    }

    /** A client that sees the API with the rights of that kubeconfig's user. */
    public static KubernetesClient newClient(Path kubeconfig) {
        Config config = Config.fromKubeconfig(kubeconfig.toFile());
        config.setRequestRetryBackoffLimit(3);
        return new KubernetesClientBuilder().withConfig(config).build();
    }

    /** SIGKILLs the API server and starts it again on the same etcd and port; watches break, objects stay. */
    public void restartApiServer() {
        stopApiServer();
        resumeApiServer();
    }

    /** SIGKILLs the API server and leaves it down until {@link #resumeApiServer}. */
    public void stopApiServer() {
        apiServer.kill();
    }

    public void resumeApiServer() {
        apiServer = startApiServer();
        awaitReady();
    }

    /** Ends the client; the processes end with the workplace. */
    @Override
    public void close() {
        client.close();
    }

    private void startEtcd() {
        String url = "http://127.0.0.1:" + etcdPort;
        Program etcd = workplace.start(
                "etcd",
                Map.of(),
                List.of(
                        binaries.program("etcd"),
                        "--data-dir=" + workplace.file("etcd"),
                        "--listen-client-urls=" + url,
                        "--advertise-client-urls=" + url,
                        "--listen-peer-urls=http://127.0.0.1:0",
                        "--unsafe-no-fsync",
                        "--log-level=warn"));
        Waiting.until("etcd listens", READY, etcd, () -> Ports.listening(etcdPort));
    }

    private Program startApiServer() {
        List<String> command = new ArrayList<>(List.of(
                binaries.program("kube-apiserver"),
                "--etcd-servers=http://127.0.0.1:" + etcdPort,
                "--bind-address=127.0.0.1",
                "--advertise-address=127.0.0.1",
                // The default one insists on an address that other machines can reach.
                "--endpoint-reconciler-type=none",
                "--secure-port=" + port,
                "--cert-dir=" + workplace.file("certificates"),
                "--token-auth-file=" + tokens,
                "--authorization-mode=RBAC",
                "--service-cluster-ip-range=10.0.0.0/24",
                "--service-account-issuer=https://kubernetes.default.svc",
                "--service-account-key-file=" + key.verifying(),
                "--service-account-signing-key-file=" + key.signing()));
        auditPolicy.ifPresent(
                policy -> command.addAll(List.of("--audit-policy-file=" + policy, "--audit-log-path=" + auditLog())));
        return workplace.start("kube-apiserver", Map.of(), command);
    }

    private void startControllerManager() {
        workplace.start(
                "kube-controller-manager",
                Map.of(),
                List.of(
                        binaries.program("kube-controller-manager"),
                        "--kubeconfig=" + kubeconfig,
                        "--controllers=namespace-controller,garbage-collector-controller,"
                                + "serviceaccount-controller,root-ca-certificate-publisher-controller",
                        "--root-ca-file=" + certificate(),
                        "--leader-elect=false",
                        "--secure-port=0"));
    }

    private Path certificate() {
        return workplace.file("certificates/apiserver.crt");
    }

    private Path writeKubeconfig(String user, String token) {
        Kubeconfig content = new Kubeconfig(url(), certificate(), user, token);
        Waiting.until("the API server's certificate", READY, apiServer, () -> Files.exists(certificate()));
        return workplace.write(user + ".kubeconfig", content.yaml());
    }

    private void awaitReady() {
        Waiting.until("the API server is ready", READY, apiServer, () -> {
            try {
                return "ok".equals(client.raw("/readyz"));
            } catch (KubernetesClientException notYet) {
                return false;
            }
        });
    }

    private void awaitServiceAccount(String namespace) {
        Waiting.until(
                "ServiceAccount default of namespace " + namespace,
                READY,
                () -> client.serviceAccounts()
                                .inNamespace(namespace)
                                .withName("default")
                                .get()
                        != null);
    }
}
