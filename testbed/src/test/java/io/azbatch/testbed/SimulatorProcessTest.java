package io.azbatch.testbed;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.azbatch.testbed.azure.AzureRest;
import io.azbatch.testbed.azure.Fault;
import io.azbatch.testbed.azure.JournalEntry;
import io.azbatch.testbed.azure.SimulatorAdmin;
import io.azbatch.testbed.azure.SimulatorProcess;
import io.azbatch.testbed.process.Waiting;
import io.azbatch.testbed.process.Workplace;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/** What the crash tests lean on: the journal tells the truth, and a held request is held where it says. */
@Execution(ExecutionMode.SAME_THREAD)
final class SimulatorProcessTest {
    private static final String API_VERSION = "2021-04-01";
    private static final JsonNode GROUP = JsonNodeFactory.instance.objectNode().put("location", "westeurope");

    private static Workplace workplace;
    private static SimulatorAdmin admin;
    private static AzureRest azure;

    @BeforeAll
    static void start() {
        workplace = Workplace.open(Path.of("target/logs/SimulatorProcessTest"));
        SimulatorProcess simulator = SimulatorProcess.start(
                workplace, Repository.find().simulatorJar(), 1, "3f2504e0-4f89-41d3-9a0c-0305e82c3301");
        admin = simulator.admin();
        azure = simulator.azure();
    }

    @AfterAll
    static void stop() {
        workplace.close();
    }

    @Test
    void servesTheSubscriptionThatWasAskedFor() {
        assertThat(azure.subscription()).isEqualTo("/subscriptions/3f2504e0-4f89-41d3-9a0c-0305e82c3301");
        assertThat(azure.get(azure.subscription(), API_VERSION)).isPresent();
    }

    @Test
    void theJournalHasEveryWriteOnceWithItsEnd() {
        long before = admin.lastSequence();
        azure.put(group("written"), API_VERSION, GROUP);
        assertThat(admin.writesAfter(before)).singleElement().satisfies(entry -> {
            assertThat(entry.method()).isEqualTo("PUT");
            assertThat(entry.resource()).isEqualTo(group("written"));
            assertThat(entry.status()).isEqualTo(201);
            assertThat(entry.applied()).isTrue();
            assertThat(entry.answered()).isTrue();
        });
    }

    @Test
    void azureSaysNoAsOftenAsItIsTold() {
        Fault no = Fault.onWrites().inPath("refused").answer(409, "Conflict", "not now");
        try (SimulatorAdmin.Armed armed = admin.arm(no)) {
            assertThatThrownBy(() -> azure.put(group("refused"), API_VERSION, GROUP))
                    .hasMessageContaining("409")
                    .hasMessageContaining("not now");
            assertThat(armed.struck()).isOne();
            azure.put(group("refused"), API_VERSION, GROUP);
        }
    }

    @Test
    void heldBeforeMeansNotApplied() {
        JournalEntry held = hold("before", Fault.onWrites().holdBefore());
        assertThat(held.applied()).isFalse();
        assertThat(azure.get(group("before"), API_VERSION)).isEmpty();
    }

    @Test
    void heldAfterMeansAppliedAndUnanswered() {
        JournalEntry held = hold("after", Fault.onWrites().holdAfter());
        assertThat(held.applied()).isTrue();
        assertThat(held.answered()).isFalse();
        assertThat(azure.get(group("after"), API_VERSION)).isPresent();
    }

    private static JournalEntry hold(String name, Fault fault) {
        long before = admin.lastSequence();
        try (SimulatorAdmin.Armed armed = admin.arm(fault.inPath(name))) {
            CompletableFuture<Void> put = CompletableFuture.runAsync(() -> azure.put(group(name), API_VERSION, GROUP));
            Waiting.until("request to hold", Duration.ofMinutes(2), () -> armed.state()
                    .equals("holding"));
            JournalEntry entry = writes(before, name).getFirst();
            armed.release();
            assertThat(put).failsWithin(Duration.ofMinutes(2));
            return entry;
        }
    }

    private static List<JournalEntry> writes(long after, String name) {
        return admin.writesAfter(after).stream()
                .filter(entry -> entry.resource().endsWith("/" + name))
                .toList();
    }

    private static String group(String name) {
        return azure.subscription() + "/resourceGroups/" + name;
    }
}
