#!/usr/bin/env bash
# The whole road with az, as a user types it: from the first sign-in to the group deleted.
# Usage: AZ=.../az PYTHON=.../python az_road.sh READY_FILE SPEED
set -euo pipefail

ready_file=$1
speed=$2
group=judge-az-$RANDOM
account=${group//-/}
location=westeurope

AZURE_CONFIG_DIR=$(mktemp -d)
trap 'rm -rf "$AZURE_CONFIG_DIR"' EXIT
export AZURE_CONFIG_DIR AZURE_CORE_ONLY_SHOW_ERRORS=true AZURE_CORE_COLLECT_TELEMETRY=false
export AZURE_CORE_OUTPUT=tsv AZURE_CORE_NO_COLOR=true AZURE_CORE_LOGIN_EXPERIENCE_V2=false AZURE_CORE_DISPLAY_REGION_IDENTIFIED=false
# A private authority can not be vouched for by the public one.
export AZURE_CORE_INSTANCE_DISCOVERY=false

ready() { "$PYTHON" -c 'import json, sys; print(json.load(open(sys.argv[1]))[sys.argv[2]])' "$ready_file" "$1"; }

az() { "$AZ" "$@"; }

quietly() { az "$@" --output none; }

clock() { # clock SPEED: simulated seconds per real second
  "$PYTHON" -c 'import sys, requests; requests.put(sys.argv[1] + "/clock", json={"speed": float(sys.argv[2])}).raise_for_status()' \
    "$(ready admin)" "$1"
}

is() { # is WANTED az...: what a command prints
  local wanted=$1 printed
  shift
  printed=$(az "$@")
  [ "$printed" = "$wanted" ] || { echo "az $*: wanted '$wanted', got '$printed'" >&2; return 1; }
}

refused() { # refused CODE az...: Azure must say no, with this code
  local code=$1 printed
  shift
  if printed=$(az "$@" 2>&1); then
    echo "az $*: was accepted, wanted $code" >&2
    return 1
  fi
  grep -qF -- "$code" <<<"$printed" || { echo "az $*: wanted $code, got: $printed" >&2; return 1; }
}

again() { # again az...: until it is accepted; Azure counts a child for some seconds after it went
  local try
  for try in 1 2 3 4 5; do
    quietly "$@" 2>/dev/null && return 0
    sleep 1
  done
  quietly "$@"
}

until_is() { # until_is WANTED az...: a question whose answer needs a while
  local try
  for try in $(seq 30); do
    [ "$(az "${@:2}")" = "$1" ] && return 0
    sleep 1
  done
  is "$@"
}

sign_in() {
  REQUESTS_CA_BUNDLE=$(ready ca)
  export REQUESTS_CA_BUNDLE
  quietly cloud register --name simulator --endpoint-resource-manager "$(ready arm)"
  quietly cloud set --name simulator
  refused AADSTS7000215 login --service-principal --username "$(ready clientId)" --password wrong --tenant "$(ready tenant)"
  quietly login --service-principal --username "$(ready clientId)" --password "$(ready clientSecret)" --tenant "$(ready tenant)"
  is "$(ready subscription)" account show --query id
}

subscription() {
  is westeurope account list-locations --query "[?name=='westeurope'].name"
  quietly provider register --namespace Microsoft.Batch
  is Registered provider show --namespace Microsoft.Batch --query registrationState
  refused InvalidResourceNamespace provider show --namespace Microsoft.Nothing
}

resource_group() {
  is false group exists --name "$group"
  refused ResourceGroupNotFound group show --name "$group"
  is Succeeded group create --name "$group" --location $location --tags team=render --query properties.provisioningState
  is true group exists --name "$group"
  is "$group" group list --tag team=render --query "[?name=='$group'].name"
}

locks() { # what is locked stays, and whoever has a role has it in the open
  quietly lock create --name keep --lock-type CanNotDelete --resource-group "$group"
  refused ScopeLocked group delete --name "$group" --yes
  quietly lock delete --name keep --resource-group "$group"
  quietly role assignment create --assignee "$(ready clientId)" --role Reader \
    --scope "/subscriptions/$(ready subscription)/resourceGroups/$group"
  is Reader role assignment list --resource-group "$group" --query "[0].roleDefinitionName"
}

network() {
  quietly network vnet create --resource-group "$group" --name vnet --subnet-name default
  quietly network public-ip create --resource-group "$group" --name address --sku Standard
  quietly network nsg create --resource-group "$group" --name guard
  quietly network nic create --resource-group "$group" --name nic --vnet-name vnet --subnet default \
    --public-ip-address address --network-security-group guard
  is 10.0.0.4 network nic show --resource-group "$group" --name nic --query "ipConfigurations[0].privateIPAddress"
  refused InUseSubnetCannotBeDeleted network vnet subnet delete --resource-group "$group" --vnet-name vnet --name default
  refused PublicIPAddressCannotBeDeleted network public-ip delete --resource-group "$group" --name address
  refused InUseNetworkSecurityGroupCannotBeDeleted network nsg delete --resource-group "$group" --name guard
}

virtual_machine() {
  quietly vm create --resource-group "$group" --name template --nics nic --size Standard_D2s_v5 \
    --image Canonical:ubuntu-24_04-lts:server:latest --os-disk-name template-os \
    --admin-username azureuser --admin-password 'Secret.123456'
  is "VM running" vm get-instance-view --resource-group "$group" --name template \
    --query "instanceView.statuses[?starts_with(code, 'PowerState/')].displayStatus"
  refused NicInUse network nic delete --resource-group "$group" --name nic
  refused OperationNotAllowed vm generalize --resource-group "$group" --name template
}

generalized() {
  quietly vm deallocate --resource-group "$group" --name template
  quietly vm generalize --resource-group "$group" --name template
  is "VM generalized" vm get-instance-view --resource-group "$group" --name template \
    --query "instanceView.statuses[?code=='OSState/generalized'].displayStatus"
  refused OperationNotAllowed vm start --resource-group "$group" --name template
  is Reserved disk show --resource-group "$group" --name template-os --query diskState
}

managed_image() {
  quietly image create --resource-group "$group" --name image --source template --hyper-v-generation V2
  is Generalized image show --resource-group "$group" --name image --query storageProfile.osDisk.osState
}

gallery() {
  quietly sig create --resource-group "$group" --gallery-name gallery
  quietly sig image-definition create --resource-group "$group" --gallery-name gallery --gallery-image-definition render \
    --publisher acme --offer render --sku v1 --os-type Linux --os-state Generalized --hyper-v-generation V2 \
    --features SecurityType=Standard
  quietly sig image-version create --resource-group "$group" --gallery-name gallery --gallery-image-definition render \
    --gallery-image-version 1.0.0 --target-regions westeurope northeurope=1 \
    --virtual-machine "$(az vm show --resource-group "$group" --name template --query id)"
  is Succeeded sig image-version show --resource-group "$group" --gallery-name gallery --gallery-image-definition render \
    --gallery-image-version 1.0.0 --query provisioningState
  refused CannotDeleteResource sig delete --resource-group "$group" --gallery-name gallery
}

vhd() { # the classic flow's result: the OS disk as a VHD in container system
  local source
  is true storage account check-name --name "$account" --query nameAvailable
  quietly storage account create --resource-group "$group" --name "$account" --location $location --sku Standard_LRS
  is false storage account check-name --name "$account" --query nameAvailable
  AZURE_STORAGE_KEY=$(az storage account keys list --resource-group "$group" --account-name "$account" --query "[0].value")
  AZURE_STORAGE_ACCOUNT=$account
  AZURE_STORAGE_SERVICE_ENDPOINT=$(az storage account show --resource-group "$group" --name "$account" --query primaryEndpoints.blob)
  export AZURE_STORAGE_KEY AZURE_STORAGE_ACCOUNT AZURE_STORAGE_SERVICE_ENDPOINT
  quietly storage container create --name system --blob-endpoint "$AZURE_STORAGE_SERVICE_ENDPOINT"
  source=$(az disk grant-access --resource-group "$group" --name template-os --duration-in-seconds 3600 --query accessSAS)
  quietly storage blob copy start --blob-endpoint "$AZURE_STORAGE_SERVICE_ENDPOINT" --destination-container system \
    --destination-blob Microsoft.Compute/Images/vhds/render-osDisk.vhd --source-uri "$source"
  until_is success storage blob show --blob-endpoint "$AZURE_STORAGE_SERVICE_ENDPOINT" --container-name system \
    --name Microsoft.Compute/Images/vhds/render-osDisk.vhd --query properties.copy.status
  quietly disk revoke-access --resource-group "$group" --name template-os
  is Reserved disk show --resource-group "$group" --name template-os --query diskState
  quietly storage account delete --resource-group "$group" --name "$account" --yes
}

batch_account() {
  quietly batch account create --resource-group "$group" --name "$account" --location $location
  is BatchService batch account show --resource-group "$group" --name "$account" --query poolAllocationMode
  quietly batch account login --resource-group "$group" --name "$account"
}

pool() {
  local image
  image=$(az sig image-version show --resource-group "$group" --gallery-name gallery --gallery-image-definition render \
    --gallery-image-version 1.0.0 --query id)
  is "batch.node.ubuntu 24.04" batch pool supported-images list \
    --query "[?nodeAgentSkuId=='batch.node.ubuntu 24.04'] | [0].nodeAgentSkuId"
  refused InvalidPropertyValue batch pool create --id render --vm-size standard_d2s_v5 --target-dedicated-nodes 2 \
    --node-agent-sku-id "batch.node.ubuntu 24.04" --image "${image/1.0.0/9.9.9}"
  quietly batch pool create --id render --vm-size standard_d2s_v5 --target-dedicated-nodes 2 \
    --node-agent-sku-id "batch.node.ubuntu 24.04" --image "$image"
  refused PoolExists batch pool create --id render --vm-size standard_d2s_v5 --target-dedicated-nodes 2 \
    --node-agent-sku-id "batch.node.ubuntu 24.04" --image "$image"
  until_is steady batch pool show --pool-id render --query allocationState
  until_is 2 batch node list --pool-id render --query "length([?state=='idle'])"
}

jobs() { # work on the pool
  quietly batch job create --id frames --pool-id render
  refused JobExists batch job create --id frames --pool-id render
  quietly batch task create --job-id frames --task-id frame1 --command-line /bin/true
  until_is completed batch task show --job-id frames --task-id frame1 --query state
  is 0 batch task show --job-id frames --task-id frame1 --query executionInfo.exitCode
  quietly batch job delete --job-id frames --yes
  until_is 0 batch job list --query "length(@)"
}

resize() {
  # Time nearly stands, so that what Azure refuses meanwhile can be tried without haste.
  clock 0.001
  quietly batch pool resize --pool-id render --target-dedicated-nodes 3 --target-low-priority-nodes 0
  refused PoolBeingResized batch pool resize --pool-id render --target-dedicated-nodes 4
  clock "$speed"
  until_is steady batch pool show --pool-id render --query allocationState
  is 3 batch pool show --pool-id render --query currentDedicatedNodes
}

autoscale() {
  # shellcheck disable=SC2016 # the dollar belongs to the formula
  quietly batch pool autoscale enable --pool-id render --auto-scale-formula '$TargetDedicatedNodes = 1;'
  until_is 1 batch pool show --pool-id render --query currentDedicatedNodes
  until_is steady batch pool show --pool-id render --query allocationState
  quietly batch pool autoscale disable --pool-id render
}

pool_deleted() {
  quietly batch pool delete --pool-id render --yes
  until_is 0 batch pool list --query "length(@)"
  refused PoolNotFound batch pool show --pool-id render
}

taken_down() {
  quietly batch account delete --resource-group "$group" --name "$account" --yes
  quietly sig image-version delete --resource-group "$group" --gallery-name gallery --gallery-image-definition render \
    --gallery-image-version 1.0.0
  again sig image-definition delete --resource-group "$group" --gallery-name gallery --gallery-image-definition render
  again sig delete --resource-group "$group" --gallery-name gallery
  quietly vm delete --resource-group "$group" --name template --yes
  is Unattached disk show --resource-group "$group" --name template-os --query diskState
  quietly network nic delete --resource-group "$group" --name nic
}

group_deleted() {
  is "template-os image guard address vnet" resource list --resource-group "$group" \
    --query "join(' ', sort_by([?type=='Microsoft.Compute/images' || type=='Microsoft.Compute/disks' || starts_with(type, 'Microsoft.Network/')], &type)[].name)"
  quietly group delete --name "$group" --yes
  is false group exists --name "$group"
}

steps=0
step() {
  local begin=$SECONDS
  "$1"
  steps=$((steps + 1))
  echo "ok $1 ($((SECONDS - begin)) s)"
}

for name in ${STEPS:-sign_in subscription resource_group locks network virtual_machine generalized vhd managed_image gallery \
  batch_account pool jobs resize autoscale pool_deleted taken_down group_deleted}; do
  step $name
done
echo "$steps steps"
