package io.azbatch.testbed;

import io.azbatch.testbed.azure.JournalEntry;
import io.azbatch.testbed.azure.SimulatorAdmin;
import io.azbatch.testbed.azure.UserAzure;
import io.azbatch.testbed.azure.UserBlobs;
import io.azbatch.testbed.kubernetes.Installation;
import java.util.List;
import java.util.Locale;

/**
 * What a {@link Scene} stands on: a namespace with a credential, the chart installed for that namespace alone, a resource
 * group with a Batch account. So tests run side by side, and what Azure's journal says of a ground is all that happened on
 * it.
 *
 * @param name of namespace, release and resource group
 * @param account name of the Batch account
 * @param accountEndpoint host and port of its data plane
 * @param journalStart sequence number of Azure's journal when all lay there
 */
record Ground(
        Testbed testbed,
        String name,
        UserAzure azure,
        String account,
        String accountEndpoint,
        Installation installation,
        long journalStart) {

    /** Lays out a ground of its own. */
    static Ground lay(Testbed testbed, String name) {
        String unique = testbed.unique(name);
        return lay(
                testbed,
                unique,
                Installation.byManifest(
                        testbed.controlPlane(), testbed.simulator().endpoints(), unique, testbed.chartFor(unique)));
    }

    /**
     * Lays out a ground where {@code config/} is installed, whose operator looks after all namespaces: nobody else may be
     * on this testbed.
     */
    static Ground layWithKustomize(Testbed testbed, String name) {
        String unique = testbed.unique(name);
        testbed.controlPlane().makeNamespace(unique);
        return lay(
                testbed,
                unique,
                Installation.byKustomize(
                        testbed.controlPlane(),
                        testbed.repository(),
                        testbed.simulator().endpoints()));
    }

    private static Ground lay(Testbed testbed, String name, Installation installation) {
        String account = name.replace("-", "");
        UserAzure azure = UserAzure.create(testbed.simulator().azure(), name, Manifests.LOCATION);
        azure.createBatchAccount(account);
        installation.giveCredentials(name);
        return new Ground(
                testbed,
                name,
                azure,
                account,
                azure.accountEndpoint(account),
                installation,
                testbed.simulator().admin().lastSequence());
    }

    SimulatorAdmin admin() {
        return testbed.simulator().admin();
    }

    /** Name of the storage account; a test makes it that needs one. */
    String storage() {
        return account + "vhds";
    }

    /** Where the blobs of the storage account are, without a slash at the end. */
    String blobEndpoint() {
        return testbed.simulator().endpoints().blob() + "/" + storage();
    }

    /** The storage account as its user handles it. */
    UserBlobs blobs() {
        return new UserBlobs(azure.azure(), blobEndpoint());
    }

    /** Port of the Batch account: what its requests have in the journal. */
    int accountPort() {
        return Integer.parseInt(accountEndpoint.substring(accountEndpoint.indexOf(':') + 1));
    }

    /** Every change that the operator asked of Azure here after a sequence number, oldest first. */
    List<JournalEntry> writesAfter(long sequence) {
        return admin().writesAfter(sequence).stream().filter(this::ours).toList();
    }

    /** How often the operator has looked at the pools of the Batch account after a sequence number. */
    long looksAtPoolsAfter(long sequence) {
        return admin().requestsAfter(sequence).stream()
                .filter(entry -> entry.operation().equals("pools list") && ours(entry))
                .count();
    }

    private boolean ours(JournalEntry entry) {
        if (entry.byTestbed()) {
            return false;
        }
        return switch (entry.listener()) {
            case "batch" -> entry.port() == accountPort();
            case "blob" -> entry.path().startsWith("/" + storage() + "/");
            default -> (entry.path() + "/").toLowerCase(Locale.ROOT).contains("/resourcegroups/" + name + "/");
        };
    }
}
