package io.azbatch.operator.azure;

import io.azbatch.operator.cloud.Cloud;
import io.azbatch.operator.cloud.WriteFence;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.function.LongSupplier;

/** Azure: the ports, and everything below them that they share. */
public final class AzureCloud implements AutoCloseable {

    private final Transport transport;
    private final Cloud ports;

    /**
     * Makes no connection and loads no SDK yet.
     *
     * @param fence asked before every write is sent
     * @param readAge how old a shared read may be; about half the interval at which operations are looked after
     * @param environment from which the operator's own identity is read, as azure-identity names the variables
     * @param clock compares with the times that Azure tells
     * @param nanoTime a monotonic clock, such as {@link System#nanoTime}
     * @throws IllegalArgumentException when the certificate authority of the endpoints can not be read
     */
    public AzureCloud(
            AzureEndpoints endpoints,
            WriteFence fence,
            Duration readAge,
            Map<String, String> environment,
            Clock clock,
            LongSupplier nanoTime) {
        this.transport = new Transport(endpoints.certificateAuthority(), fence.margin());
        Connections connections = new Connections(
                endpoints,
                transport,
                () -> new EntraLogin(endpoints.authorityHost(), transport, environment),
                fence,
                clock,
                nanoTime);
        Calls calls = new Calls(new SharedReads(nanoTime), readAge);
        OperationTrail trail = new OperationTrail();
        this.ports = new Cloud(
                new AzureVirtualMachines(connections, calls),
                new AzureDisks(connections, calls),
                new AzureVmSizes(connections, calls),
                new AzureGalleries(connections, calls, trail),
                new AzureManagedImages(connections, calls, trail),
                new AzureStorageAccounts(connections, calls),
                new AzureBlobs(connections, calls),
                new AzureBatchAccounts(connections, calls),
                new AzureBatchPools(connections, calls));
    }

    public Cloud ports() {
        return ports;
    }

    /** Ends what is under way; no port may be used any more. */
    @Override
    public void close() {
        transport.close();
    }
}
