package io.azbatch.simulator.batch.form;

/**
 * The forms of what bodies of the data plane hold, as specified for 2024-07-01.20.0, with what versions before had and later ones
 * have beside it. A name with {@code !} must be there; a list stands in brackets; words of a closed choice are parted by {@code |}.
 */
final class FormTable {
    static final String TEXT = """
            Pool: id text, displayName text, vmSize text, virtualMachineConfiguration VirtualMachineConfiguration, resizeTimeout duration, targetDedicatedNodes int, targetLowPriorityNodes int, enableAutoScale flag, autoScaleFormula text, autoScaleEvaluationInterval duration, enableInterNodeCommunication flag, networkConfiguration NetworkConfiguration, startTask StartTask, certificateReferences [CertificateReference], applicationPackageReferences [ApplicationPackageReference], taskSlotsPerNode int, taskSchedulingPolicy TaskSchedulingPolicy, userAccounts [UserAccount], metadata [MetadataItem], mountConfiguration [MountConfiguration], targetNodeCommunicationMode default|classic|simplified, upgradePolicy UpgradePolicy, resourceTags any, cloudServiceConfiguration CloudServiceConfiguration, maxTasksPerNode int, applicationLicenses [text]
            VirtualMachineConfiguration: imageReference ImageReference, nodeAgentSKUId text, windowsConfiguration WindowsConfiguration, dataDisks [DataDisk], licenseType text, containerConfiguration ContainerConfiguration, diskEncryptionConfiguration DiskEncryptionConfiguration, nodePlacementConfiguration NodePlacementConfiguration, extensions [VMExtension], osDisk OSDisk, securityProfile SecurityProfile, serviceArtifactReference ServiceArtifactReference
            ImageReference: publisher text, offer text, sku text, version text, virtualMachineImageId text, sharedGalleryImageId text, communityGalleryImageId text, exactVersion text
            WindowsConfiguration: enableAutomaticUpdates flag
            DataDisk: lun! int, caching none|readonly|readwrite, diskSizeGB! int, storageAccountType standard_lrs|premium_lrs|standardssd_lrs, managedDisk ManagedDisk
            ContainerConfiguration: type! dockerCompatible|criCompatible, containerImageNames [text], containerRegistries [ContainerRegistry]
            ContainerRegistry: username text, password text, registryServer text, identityReference ComputeNodeIdentityReference
            ComputeNodeIdentityReference: resourceId text
            DiskEncryptionConfiguration: targets [osdisk|temporarydisk], customerManagedKey DiskCustomerManagedKey
            NodePlacementConfiguration: policy regional|zonal
            VMExtension: name! text, publisher! text, type! text, typeHandlerVersion text, autoUpgradeMinorVersion flag, enableAutomaticUpgrade flag, settings any, protectedSettings any, provisionAfterExtensions [text]
            OSDisk: ephemeralOSDiskSettings DiffDiskSettings, caching none|readonly|readwrite, managedDisk ManagedDisk, diskSizeGB int, writeAcceleratorEnabled flag, imageUris [text]
            DiffDiskSettings: placement CacheDisk
            ManagedDisk: storageAccountType standard_lrs|premium_lrs|standardssd_lrs, securityProfile VMDiskSecurityProfile, diskEncryptionSet DiskEncryptionSet
            VMDiskSecurityProfile: securityEncryptionType NonPersistedTPM|VMGuestStateOnly|DiskWithVMGuestState, diskEncryptionSet DiskEncryptionSet
            SecurityProfile: securityType trustedLaunch|confidentialVM, encryptionAtHost flag, uefiSettings UefiSettings, proxyAgentSettings ProxyAgentSettings
            UefiSettings: secureBootEnabled flag, vTpmEnabled flag
            ServiceArtifactReference: id! text
            NetworkConfiguration: subnetId text, dynamicVNetAssignmentScope none|job, endpointConfiguration PoolEndpointConfiguration, publicIPAddressConfiguration PublicIPAddressConfiguration, enableAcceleratedNetworking flag
            PoolEndpointConfiguration: inboundNATPools! [InboundNATPool]
            InboundNATPool: name! text, protocol! tcp|udp, backendPort! int, frontendPortRangeStart! int, frontendPortRangeEnd! int, networkSecurityGroupRules [NetworkSecurityGroupRule]
            NetworkSecurityGroupRule: priority! int, access! allow|deny, sourceAddressPrefix! text, sourcePortRanges [text]
            PublicIPAddressConfiguration: provision batchmanaged|usermanaged|nopublicipaddresses, ipAddressIds [text], ipFamilies [IPv4|IPv6], ipTags [IPTag]
            StartTask: commandLine! text, containerSettings TaskContainerSettings, resourceFiles [ResourceFile], environmentSettings [EnvironmentSetting], userIdentity UserIdentity, maxTaskRetryCount int, waitForSuccess flag
            TaskContainerSettings: containerRunOptions text, imageName! text, registry ContainerRegistry, workingDirectory taskWorkingDirectory|containerImageDefault, containerHostBatchBindMounts [ContainerHostBatchBindMountEntry]
            ContainerHostBatchBindMountEntry: source Shared|Startup|VfsMounts|Task|JobPrep|Applications, isReadOnly flag
            ResourceFile: autoStorageContainerName text, storageContainerUrl text, httpUrl text, blobPrefix text, filePath text, fileMode text, identityReference ComputeNodeIdentityReference, blobSource text
            EnvironmentSetting: name! text, value text
            UserIdentity: username text, autoUser AutoUserSpecification
            AutoUserSpecification: scope task|pool, elevationLevel nonadmin|admin
            CertificateReference: thumbprint! text, thumbprintAlgorithm! text, storeLocation currentuser|localmachine, storeName text, visibility [starttask|task|remoteuser]
            ApplicationPackageReference: applicationId! text, version text
            TaskSchedulingPolicy: nodeFillType! spread|pack
            UserAccount: name! text, password! text, elevationLevel nonadmin|admin, linuxUserConfiguration LinuxUserConfiguration, windowsUserConfiguration WindowsUserConfiguration
            LinuxUserConfiguration: uid int, gid int, sshPrivateKey text
            WindowsUserConfiguration: loginMode batch|interactive
            MetadataItem: name! text, value! text
            MountConfiguration: azureBlobFileSystemConfiguration AzureBlobFileSystemConfiguration, nfsMountConfiguration NFSMountConfiguration, cifsMountConfiguration CIFSMountConfiguration, azureFileShareConfiguration AzureFileShareConfiguration
            AzureBlobFileSystemConfiguration: accountName! text, containerName! text, accountKey text, sasKey text, blobfuseOptions text, relativeMountPath! text, identityReference ComputeNodeIdentityReference
            NFSMountConfiguration: source! text, relativeMountPath! text, mountOptions text
            CIFSMountConfiguration: username! text, source! text, relativeMountPath! text, mountOptions text, password! text
            AzureFileShareConfiguration: accountName! text, azureFileUrl! text, accountKey! text, relativeMountPath! text, mountOptions text
            UpgradePolicy: mode! automatic|manual|rolling, automaticOSUpgradePolicy AutomaticOSUpgradePolicy, rollingUpgradePolicy RollingUpgradePolicy
            AutomaticOSUpgradePolicy: disableAutomaticRollback flag, enableAutomaticOSUpgrade flag, useRollingUpgradePolicy flag, osRollingUpgradeDeferral flag
            RollingUpgradePolicy: enableCrossZoneUpgrade flag, maxBatchInstancePercent int, maxUnhealthyInstancePercent int, maxUnhealthyUpgradedInstancePercent int, pauseTimeBetweenBatches duration, prioritizeUnhealthyInstances flag, rollbackFailedInstancesOnPolicyBreach flag
            Job: id text, displayName text, priority int, maxParallelTasks int, allowTaskPreemption flag, constraints JobConstraints, jobManagerTask JobManagerTask, jobPreparationTask JobPreparationTask, jobReleaseTask JobReleaseTask, commonEnvironmentSettings [EnvironmentSetting], poolInfo PoolInformation, onAllTasksComplete noaction|terminatejob, onTaskFailure noaction|performexitoptionsjobaction, metadata [MetadataItem], usesTaskDependencies flag, networkConfiguration JobNetworkConfiguration
            JobConstraints: maxWallClockTime duration, maxTaskRetryCount int
            JobManagerTask: id! text, displayName text, commandLine! text, containerSettings TaskContainerSettings, resourceFiles [ResourceFile], outputFiles [OutputFile], environmentSettings [EnvironmentSetting], constraints TaskConstraints, requiredSlots int, killJobOnCompletion flag, userIdentity UserIdentity, runExclusive flag, applicationPackageReferences [ApplicationPackageReference], authenticationTokenSettings AuthenticationTokenSettings, allowLowPriorityNode flag
            OutputFile: filePattern! text, destination! OutputFileDestination, uploadOptions! OutputFileUploadOptions
            OutputFileDestination: container OutputFileBlobContainerDestination
            OutputFileBlobContainerDestination: path text, containerUrl! text, identityReference ComputeNodeIdentityReference, uploadHeaders [HttpHeader]
            HttpHeader: name! text, value text
            OutputFileUploadOptions: uploadCondition! tasksuccess|taskfailure|taskcompletion
            TaskConstraints: maxWallClockTime duration, retentionTime duration, maxTaskRetryCount int
            AuthenticationTokenSettings: access [job]
            JobPreparationTask: id text, commandLine! text, containerSettings TaskContainerSettings, resourceFiles [ResourceFile], environmentSettings [EnvironmentSetting], constraints TaskConstraints, waitForSuccess flag, userIdentity UserIdentity, rerunOnNodeRebootAfterSuccess flag
            JobReleaseTask: id text, commandLine! text, containerSettings TaskContainerSettings, resourceFiles [ResourceFile], environmentSettings [EnvironmentSetting], maxWallClockTime duration, retentionTime duration, userIdentity UserIdentity
            PoolInformation: poolId text, autoPoolSpecification AutoPoolSpecification
            AutoPoolSpecification: autoPoolIdPrefix text, poolLifetimeOption! jobschedule|job, keepAlive flag, pool PoolSpecification
            PoolSpecification: displayName text, vmSize! text, virtualMachineConfiguration VirtualMachineConfiguration, taskSlotsPerNode int, taskSchedulingPolicy TaskSchedulingPolicy, resizeTimeout duration, targetDedicatedNodes int, targetLowPriorityNodes int, enableAutoScale flag, autoScaleFormula text, autoScaleEvaluationInterval duration, enableInterNodeCommunication flag, networkConfiguration NetworkConfiguration, startTask StartTask, certificateReferences [CertificateReference], applicationPackageReferences [ApplicationPackageReference], userAccounts [UserAccount], metadata [MetadataItem], mountConfiguration [MountConfiguration], targetNodeCommunicationMode default|classic|simplified, upgradePolicy UpgradePolicy, resourceTags any, cloudServiceConfiguration CloudServiceConfiguration, maxTasksPerNode int, applicationLicenses [text]
            JobNetworkConfiguration: subnetId! text, skipWithdrawFromVNet flag
            Task: id text, displayName text, commandLine text, containerSettings TaskContainerSettings, exitConditions ExitConditions, resourceFiles [ResourceFile], outputFiles [OutputFile], environmentSettings [EnvironmentSetting], affinityInfo AffinityInformation, constraints TaskConstraints, requiredSlots int, userIdentity UserIdentity, multiInstanceSettings MultiInstanceSettings, dependsOn TaskDependencies, applicationPackageReferences [ApplicationPackageReference], authenticationTokenSettings AuthenticationTokenSettings
            ExitConditions: exitCodes [ExitCodeMapping], exitCodeRanges [ExitCodeRangeMapping], preProcessingError ExitOptions, fileUploadError ExitOptions, default ExitOptions
            ExitCodeMapping: code! int, exitOptions! ExitOptions
            ExitOptions: jobAction none|disable|terminate, dependencyAction satisfy|block
            ExitCodeRangeMapping: start! int, end! int, exitOptions! ExitOptions
            AffinityInformation: affinityId! text
            MultiInstanceSettings: numberOfInstances int, coordinationCommandLine! text, commonResourceFiles [ResourceFile]
            TaskDependencies: taskIds [text], taskIdRanges [TaskIdRange]
            TaskIdRange: start! int, end! int
            JobSchedule: id text, displayName text, schedule Schedule, jobSpecification JobSpecification, metadata [MetadataItem]
            Schedule: doNotRunUntil time, doNotRunAfter time, startWindow duration, recurrenceInterval duration
            JobSpecification: priority int, allowTaskPreemption flag, maxParallelTasks int, displayName text, usesTaskDependencies flag, onAllTasksComplete noaction|terminatejob, onTaskFailure noaction|performexitoptionsjobaction, networkConfiguration JobNetworkConfiguration, constraints JobConstraints, jobManagerTask JobManagerTask, jobPreparationTask JobPreparationTask, jobReleaseTask JobReleaseTask, commonEnvironmentSettings [EnvironmentSetting], poolInfo PoolInformation, metadata [MetadataItem]
            JobTermination: terminateReason text, forceAfterSeconds int
            JobDisabling: disableTasks! requeue|terminate|wait
            NodeUser: name! text, isAdmin flag, expiryTime time, password text, sshPublicKey text
            NodeUserChange: password text, expiryTime time, sshPublicKey text
            LogUpload: containerUrl! text, startTime! time, endTime time, identityReference ComputeNodeIdentityReference
            DiskCustomerManagedKey: identityReference ComputeNodeIdentityReference, keyUrl text, rotationToLatestKeyVersionEnabled flag
            DiskEncryptionSet: id! text
            ProxyAgentSettings: enabled flag, imds HostEndpointSettings, wireServer HostEndpointSettings
            HostEndpointSettings: inVMAccessControlProfileReferenceId text, mode Audit|Enforce
            IPTag: ipTagType text, tag text
            CloudServiceConfiguration: osFamily! text, osVersion text, targetOSVersion text, currentOSVersion text
            """;

    private FormTable() {}
}
