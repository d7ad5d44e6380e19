package io.azbatch.operator.image.pass;

import io.azbatch.operator.cloud.Blobs.Blob;
import io.azbatch.operator.cloud.Reading;
import io.azbatch.operator.cloud.StorageAccounts.StorageAccount;
import java.net.URI;
import java.util.List;
import java.util.Optional;

/**
 * A VHD as the source.
 *
 * @param os what the spec says of it, since it does not tell itself
 * @param accounts the one that was named, or all of the resource group that is looked through
 * @param candidates every VHD that fits; not looked at where the one that was named lies outside its account
 * @param blob the VHD, when there is exactly one
 * @param footer its last 512 bytes
 */
public record VhdSourceSight(
        SourcePlan plan,
        SourcePlan.Os os,
        Reading<List<StorageAccount>> accounts,
        Reading<List<Candidate>> candidates,
        Reading<Blob> blob,
        Reading<byte[]> footer)
        implements SourceSight {

    /** A VHD that fits, and the account that it is in. */
    public record Candidate(StorageAccount account, URI uri) {}

    /** The account of the VHD: the one that was named, or the one that it was found in. */
    public Optional<StorageAccount> account() {
        return plan instanceof SourcePlan.NamedVhd
                ? accounts.found().flatMap(all -> all.stream().findFirst())
                : chosen().map(Candidate::account);
    }

    /** The VHD that is meant, when only one can be. */
    public Optional<Candidate> chosen() {
        return candidates.found().filter(all -> all.size() == 1).map(List::getFirst);
    }
}
