package io.azbatch.operator.image.source;

import io.azbatch.operator.cloud.Blobs;
import io.azbatch.operator.cloud.Blobs.Blob;
import io.azbatch.operator.cloud.Blobs.Container;
import io.azbatch.operator.cloud.Cloud;
import io.azbatch.operator.cloud.Credential;
import io.azbatch.operator.cloud.Disks.Disk;
import io.azbatch.operator.cloud.Reading;
import io.azbatch.operator.cloud.ResourceId;
import io.azbatch.operator.cloud.StorageAccounts.StorageAccount;
import io.azbatch.operator.cloud.VirtualMachines.Capturing;
import io.azbatch.operator.cloud.VirtualMachines.VirtualMachine;
import io.azbatch.operator.control.OwnerMark;
import io.azbatch.operator.image.pass.MachineSight;
import io.azbatch.operator.image.pass.SourcePlan;
import io.azbatch.operator.image.pass.SourceSight;
import io.azbatch.operator.image.pass.VhdPlace;
import io.azbatch.operator.image.pass.VhdSourceSight;
import io.azbatch.operator.image.pass.VhdSourceSight.Candidate;
import io.azbatch.operator.image.preflight.AccountChecks;
import io.azbatch.operator.image.preflight.VhdFooter;
import java.util.ArrayList;
import java.util.List;

/** Reads what one pass needs of the source. */
public final class SourceObserver {

    private final Cloud cloud;
    private final Claimants claimants;

    public SourceObserver(Cloud cloud, Claimants claimants) {
        this.cloud = cloud;
        this.claimants = claimants;
    }

    /** Nothing was read. */
    public static SourceSight notLooked(SourcePlan plan) {
        return switch (plan) {
            case SourcePlan.Machine(ResourceId id) -> machine(id, Reading.notLooked());
            case SourcePlan.NamedVhd named -> vhd(named, named.os(), Reading.notLooked(), Reading.notLooked());
            case SourcePlan.SoughtVhd sought -> vhd(sought, sought.os(), Reading.notLooked(), Reading.notLooked());
        };
    }

    /** The machine alone, as far as letting it go needs, and its capture where there may be one. */
    public SourceSight glance(Credential credential, SourcePlan plan) {
        if (!(plan instanceof SourcePlan.Machine(ResourceId id))) {
            return notLooked(plan);
        }
        Reading<VirtualMachine> machine = cloud.virtualMachines().get(credential, id);
        return new MachineSight(
                id, machine, Reading.notLooked(), Reading.notLooked(), capturing(credential, id, machine), false);
    }

    private Reading<Capturing> capturing(Credential credential, ResourceId id, Reading<VirtualMachine> machine) {
        return machine.found().flatMap(VirtualMachine::osDiskBlob).isPresent()
                ? cloud.virtualMachines().capturing(credential, id)
                : Reading.notLooked();
    }

    public SourceSight look(Credential credential, SourcePlan plan, OwnerMark owner) {
        return switch (plan) {
            case SourcePlan.Machine(ResourceId id) -> machine(credential, id, owner);
            case SourcePlan.NamedVhd named -> named(credential, named);
            case SourcePlan.SoughtVhd sought -> sought(credential, sought);
        };
    }

    private static MachineSight machine(ResourceId id, Reading<VirtualMachine> machine) {
        return new MachineSight(id, machine, Reading.notLooked(), Reading.notLooked(), Reading.notLooked(), false);
    }

    private MachineSight machine(Credential credential, ResourceId id, OwnerMark owner) {
        Reading<VirtualMachine> machine = cloud.virtualMachines().get(credential, id);
        return new MachineSight(
                id,
                machine,
                machine.then(there -> osDisk(credential, there)),
                machine.then(there ->
                        cloud.vmSizes().get(credential, id.subscriptionId(), there.location(), there.vmSize())),
                capturing(credential, id, machine),
                machine.found()
                        .filter(seen -> claimants.abandoned(owner, id, seen.tags()))
                        .isPresent());
    }

    private Reading<Disk> osDisk(Credential credential, VirtualMachine machine) {
        return machine.osDisk().map(id -> cloud.disks().get(credential, id)).orElseGet(Reading::notLooked);
    }

    /** The account first: whether the credential's token may go to the blob's address at all, only the account tells. */
    private VhdSourceSight named(Credential credential, SourcePlan.NamedVhd plan) {
        Reading<StorageAccount> account = cloud.storageAccounts().get(credential, plan.account());
        Reading<List<Candidate>> candidates = account.then(there -> AccountChecks.holds(there, plan.uri())
                        && AccountChecks.unfit(there).isEmpty()
                ? Reading.present(List.of(new Candidate(there, plan.uri())))
                : Reading.notLooked());
        return looked(credential, vhd(plan, plan.os(), asList(account), candidates));
    }

    /** Accounts that can hold no VHD are passed by. */
    private VhdSourceSight sought(Credential credential, SourcePlan.SoughtVhd plan) {
        Reading<List<StorageAccount>> accounts =
                cloud.storageAccounts().list(credential, plan.subscriptionId(), plan.resourceGroup());
        Reading<List<Candidate>> candidates = accounts.then(all -> {
            List<Candidate> found = new ArrayList<>();
            for (StorageAccount account : all) {
                if (AccountChecks.serves(account)
                        && AccountChecks.unfit(account).isEmpty()) {
                    Reading<List<Blob>> blobs = cloud.blobs()
                            .list(credential, system(account), plan.place().osDiskPrefix());
                    if (blobs instanceof Reading.Unread<List<Blob>>(var trouble)) {
                        return new Reading.Unread<>(trouble);
                    }
                    blobs.found().orElse(List.of()).stream()
                            .filter(blob ->
                                    plan.place().isOsDisk(system(account).name(blob.uri())))
                            .forEach(blob -> found.add(new Candidate(account, blob.uri())));
                }
            }
            return Reading.present(List.copyOf(found));
        });
        return looked(credential, vhd(plan, plan.os(), accounts, candidates));
    }

    private VhdSourceSight looked(Credential credential, VhdSourceSight seen) {
        Blobs blobs = cloud.blobs();
        Reading<Blob> blob =
                seen.chosen().map(chosen -> blobs.get(credential, chosen.uri())).orElseGet(Reading::notLooked);
        return new VhdSourceSight(
                seen.plan(),
                seen.os(),
                seen.accounts(),
                seen.candidates(),
                blob,
                blob.then(there -> blobs.tail(credential, there.uri(), VhdFooter.LENGTH)));
    }

    private static VhdSourceSight vhd(
            SourcePlan plan,
            SourcePlan.Os os,
            Reading<List<StorageAccount>> accounts,
            Reading<List<Candidate>> candidates) {
        return new VhdSourceSight(plan, os, accounts, candidates, Reading.notLooked(), Reading.notLooked());
    }

    private static Container system(StorageAccount account) {
        return new Container(account.blobEndpoint(), VhdPlace.CONTAINER);
    }

    private static Reading<List<StorageAccount>> asList(Reading<StorageAccount> account) {
        return switch (account) {
            case Reading.Present<StorageAccount>(StorageAccount there) -> Reading.present(List.of(there));
            case Reading.Absent<StorageAccount>(String code, String message) -> new Reading.Absent<>(code, message);
            case Reading.Unread<StorageAccount>(var trouble) -> new Reading.Unread<>(trouble);
            case Reading.NotLooked<StorageAccount> notLooked -> new Reading.NotLooked<>();
        };
    }
}
