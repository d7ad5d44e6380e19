package io.azbatch.simulator.batch.application;

import io.azbatch.simulator.arm.ResourceId;
import io.azbatch.simulator.arm.Resources;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** What there is of applications. Used inside a look at the world only. */
public final class Applications {
    private final Resources resources;

    public Applications(Resources resources) {
        this.resources = resources;
    }

    /** All of an account, in the order of their names. */
    public List<Application> of(ResourceId account) {
        return resources.children(Application.class, account).stream()
                .sorted(Comparator.comparing(Application::name, String.CASE_INSENSITIVE_ORDER))
                .toList();
    }

    public Optional<Application> find(ResourceId account, String name) {
        return resources.find(account.child("applications", name), Application.class);
    }

    /** All packages of an application, in the order of their versions. */
    public List<ApplicationPackage> packages(ResourceId application) {
        return resources.children(ApplicationPackage.class, application).stream()
                .sorted(Comparator.comparing(ApplicationPackage::version, String.CASE_INSENSITIVE_ORDER))
                .toList();
    }

    /** Versions that nodes can use. */
    public List<String> usable(ResourceId application) {
        return packages(application).stream()
                .filter(ApplicationPackage::active)
                .map(ApplicationPackage::version)
                .toList();
    }

    Optional<ApplicationPackage> find(Application application, String version) {
        return resources.find(application.id().child("versions", version), ApplicationPackage.class);
    }

    /**
     * Whether a reference of a pool or task leads to a package that nodes can use.
     *
     * @param version absent for the application's default version
     */
    public boolean isUsable(ResourceId account, String application, Optional<String> version) {
        return find(account, application)
                .filter(found -> version.or(found::defaultVersion)
                        .flatMap(wanted -> find(found, wanted))
                        .filter(ApplicationPackage::active)
                        .isPresent())
                .isPresent();
    }
}
