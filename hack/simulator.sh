#!/usr/bin/env bash
# Starts the simulator, says how to point az and the SDKs at it, and ends it with Ctrl-C.
# Usage: simulator.sh JAVA [OPTIONS of the simulator, such as --speed 60]
set -euo pipefail

java=$1
shift
root=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)
ready_file=$root/simulator/target/simulator.json
rm -f "$ready_file"

"$java" -jar "$root/simulator/target/azure-simulator.jar" --ready-file "$ready_file" "$@" &
simulator=$!
trap 'kill $simulator 2>/dev/null || true; wait $simulator 2>/dev/null || true' EXIT
trap 'exit 0' INT TERM
until [ -f "$ready_file" ]; do
  kill -0 $simulator 2>/dev/null || { wait $simulator; exit 1; }
  sleep 0.2
done

value() { sed -n 's/.*"'"$1"'":"\([^"]*\)".*/\1/p' "$ready_file"; }

cat <<TEXT
Azure is being simulated until Ctrl-C; docs/simulator.md tells what it does and what it does not.
Endpoints and a credential: $ready_file

az, in a configuration of its own (make clients installs an az; hack/clients/fetch.sh az prints where):

    export AZURE_CONFIG_DIR=$root/simulator/target/az REQUESTS_CA_BUNDLE=$(value ca) AZURE_CORE_INSTANCE_DISCOVERY=false
    az cloud register --name simulator --endpoint-resource-manager $(value arm)
    az cloud set --name simulator
    az login --service-principal --tenant $(value tenant) --username $(value clientId) --password '$(value clientSecret)'

Azure's SDKs for Python, with REQUESTS_CA_BUNDLE as above:

    credential = ClientSecretCredential("$(value tenant)", "$(value clientId)", "$(value clientSecret)",
                                        authority="$(value authority)", disable_instance_discovery=True)
    compute = ComputeManagementClient(credential, "$(value subscription)", base_url="$(value arm)",
                                      credential_scopes=["https://management.azure.com/.default"])

Clock, faults, settings, journal: $(value admin)
TEXT
wait $simulator
