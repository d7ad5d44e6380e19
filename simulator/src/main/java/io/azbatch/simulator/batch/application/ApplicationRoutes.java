package io.azbatch.simulator.batch.application;

import io.azbatch.simulator.arm.Azure;
import io.azbatch.simulator.batch.account.AccountStore;
import io.azbatch.simulator.http.Router;

/** What ARM serves of applications. */
public final class ApplicationRoutes {
    private final ApplicationsApi applications;
    private final PackagesApi packages;

    public ApplicationRoutes(Azure azure, Applications known) {
        AccountStore accounts = new AccountStore(azure);
        this.applications = new ApplicationsApi(azure, accounts, known);
        this.packages = new PackagesApi(azure, accounts, known, applications);
    }

    public void routes(Router router) {
        String account = "/subscriptions/{subscription}/resourceGroups/{group}/providers/Microsoft.Batch/batchAccounts/"
                + "{account}";
        applications.routes(router, account);
        packages.routes(router, account);
    }
}
