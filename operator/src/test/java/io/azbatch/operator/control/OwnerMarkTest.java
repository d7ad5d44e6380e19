package io.azbatch.operator.control;

import static org.assertj.core.api.Assertions.assertThat;

import io.azbatch.operator.control.OwnerMark.Ownership;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class OwnerMarkTest {

    private static final OwnerMark OURS = new OwnerMark("prod", "team", "ubuntu", "uid-1");

    @Test
    void whatCarriesOurMarkIsOurs() {
        assertThat(OURS.read(OURS.tags("h"))).isEqualTo(Ownership.OURS);
    }

    @Test
    void whatOurForerunnerOfTheSameNameMadeIsOurs() {
        assertThat(OURS.read(new OwnerMark("prod", "team", "ubuntu", "uid-0").tags()))
                .isEqualTo(Ownership.OURS);
    }

    @Test
    void anotherInstallationNamespaceOrNameIsForeign() {
        assertThat(OURS.read(new OwnerMark("test", "team", "ubuntu", "uid-1").tags()))
                .isEqualTo(Ownership.FOREIGN);
        assertThat(OURS.read(new OwnerMark("prod", "other", "ubuntu", "uid-1").tags()))
                .isEqualTo(Ownership.FOREIGN);
        assertThat(OURS.read(new OwnerMark("prod", "team", "debian", "uid-1").tags()))
                .isEqualTo(Ownership.FOREIGN);
    }

    @Test
    void whatCarriesNoMarkIsNobodys() {
        assertThat(OURS.read(Map.of("team", "render"))).isEqualTo(Ownership.NOBODY);
    }

    @Test
    void claimingAndReleasingLeavesTheUsersTagsAsTheyWere() {
        Map<String, String> users = Map.of("team", "render", "cost", "42");
        assertThat(OwnerMark.removedFrom(OURS.addedTo(users, "h"))).isEqualTo(users);
    }
}
