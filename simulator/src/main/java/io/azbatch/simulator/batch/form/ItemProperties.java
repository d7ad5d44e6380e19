package io.azbatch.simulator.batch.form;

import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** Which properties the items of lists have, as specified: what {@code $filter} and {@code $select} may name. */
public final class ItemProperties {
    private static final String TABLE = """
            pools: id displayName url eTag lastModified creationTime state stateTransitionTime allocationState allocationStateTransitionTime vmSize virtualMachineConfiguration resizeTimeout resizeErrors currentDedicatedNodes currentLowPriorityNodes targetDedicatedNodes targetLowPriorityNodes enableAutoScale autoScaleFormula autoScaleEvaluationInterval autoScaleRun enableInterNodeCommunication networkConfiguration startTask certificateReferences applicationPackageReferences taskSlotsPerNode taskSchedulingPolicy userAccounts metadata stats mountConfiguration identity targetNodeCommunicationMode currentNodeCommunicationMode upgradePolicy resourceTags maxTasksPerNode cloudServiceConfiguration applicationLicenses
            jobs: id displayName usesTaskDependencies url eTag lastModified creationTime state stateTransitionTime previousState previousStateTransitionTime priority allowTaskPreemption maxParallelTasks constraints jobManagerTask jobPreparationTask jobReleaseTask commonEnvironmentSettings poolInfo onAllTasksComplete onTaskFailure networkConfiguration metadata executionInfo stats
            tasks: id displayName url eTag lastModified creationTime exitConditions state stateTransitionTime previousState previousStateTransitionTime commandLine containerSettings resourceFiles outputFiles environmentSettings affinityInfo constraints requiredSlots userIdentity executionInfo nodeInfo multiInstanceSettings stats dependsOn applicationPackageReferences authenticationTokenSettings
            jobschedules: id displayName url eTag lastModified creationTime state stateTransitionTime previousState previousStateTransitionTime schedule jobSpecification executionInfo metadata stats
            nodes: id url state schedulingState stateTransitionTime lastBootTime allocationTime ipAddress affinityId vmSize totalTasksRun runningTasksCount runningTaskSlotsCount totalTasksSucceeded recentTasks startTask startTaskInfo certificateReferences errors isDedicated endpointConfiguration nodeAgentInfo virtualMachineInfo
            poolnodecounts: poolId dedicated lowPriority
            supportedimages: nodeAgentSKUId imageReference osType capabilities batchSupportEndOfLife verificationType
            files: name url isDirectory properties
            extensions: provisioningState vmExtension instanceView
            jobpreparationandreleasetaskstatuslist: poolId nodeId nodeUrl jobPreparationTaskExecutionInfo jobReleaseTaskExecutionInfo
            """;

    private static final Map<String, Set<String>> BY_COLLECTION = TABLE.lines()
            .map(line -> line.strip().split(": "))
            .collect(Collectors.toUnmodifiableMap(cells -> cells[0], cells -> Arrays.stream(cells[1].split(" "))
                    .map(name -> name.toLowerCase(Locale.ROOT))
                    .collect(Collectors.toUnmodifiableSet())));

    private ItemProperties() {}

    /** Whether items of a collection have a property; of some collections nobody says. Names are compared without case. */
    public static boolean has(String collection, String property) {
        Set<String> known = BY_COLLECTION.get(collection);
        return known == null || known.contains(property.toLowerCase(Locale.ROOT));
    }
}
