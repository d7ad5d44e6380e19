package io.azbatch.simulator.arm.authorization;

import io.azbatch.simulator.arm.ArmProvider;
import io.azbatch.simulator.arm.Azure;
import io.azbatch.simulator.arm.Subscriptions;
import io.azbatch.simulator.entra.Directory;
import io.azbatch.simulator.http.Request;
import io.azbatch.simulator.http.Router;
import java.util.List;

/** Microsoft.Authorization: locks and roles. */
public final class Authorization implements ArmProvider {
    private static final List<String> LOCKS =
            List.of("2015-01-01", "2015-05-01-preview", "2015-06-01", "2016-09-01", "2017-04-01", "2020-05-01");
    private static final List<String> ROLES = List.of(
            "2015-06-01",
            "2015-07-01",
            "2016-07-01",
            "2017-05-01",
            "2018-01-01-preview",
            "2018-07-01",
            "2018-09-01-preview",
            "2020-03-01-preview",
            "2020-04-01-preview",
            "2020-08-01-preview",
            "2020-10-01-preview",
            "2021-04-01-preview",
            "2022-04-01",
            "2022-05-01-preview",
            "2022-08-01-preview",
            "2023-07-01-preview",
            "2024-07-01-preview",
            "2024-09-01-preview",
            "2025-12-01-preview");

    private final Azure azure;
    private final Subscriptions subscriptions;
    private final Directory directory;
    private final Locks locks;
    private final Roles roles;

    public Authorization(Azure azure, Subscriptions subscriptions, Directory directory) {
        this.azure = azure;
        this.subscriptions = subscriptions;
        this.directory = directory;
        this.locks = new Locks(azure.resources(), subscriptions);
        this.roles = new Roles(azure.resources(), subscriptions, directory);
    }

    @Override
    public String namespace() {
        return "Microsoft.Authorization";
    }

    @Override
    public List<ProviderType> types() {
        return List.of(
                new ProviderType(Lock.TYPE, LOCKS),
                new ProviderType(RoleDefinition.TYPE, ROLES),
                new ProviderType(RoleAssignment.TYPE, ROLES));
    }

    @Override
    public void routes(Router router) {
        new LocksApi(azure, subscriptions, locks).routes(router);
        new RoleDefinitionsApi(azure, roles).routes(router);
        new RoleAssignmentsApi(azure, directory, roles).routes(router);
    }

    /** To be called before anything else is done in a look: what hung on something that is gone is forgotten. */
    public void forgetGone() {
        locks.forgetGone();
        roles.forgetGone();
    }

    /** Refuses what a lock forbids. */
    public void checkLocks(Request request) {
        locks.check(request);
    }
}
