package io.azbatch.simulator.batch.check;

import static io.azbatch.simulator.batch.check.Refusals.given;
import static io.azbatch.simulator.batch.check.Refusals.require;

import com.fasterxml.jackson.databind.JsonNode;
import io.azbatch.simulator.batch.account.BatchAccount;
import io.azbatch.simulator.batch.answer.Errors;
import io.azbatch.simulator.http.Json;

/** What start tasks and all other tasks have in common: command line, files, user, containers. */
public final class TaskSetupChecks {
    private TaskSetupChecks() {}

    /** Refuses the settings of a task; a missing one is none. */
    public static void check(JsonNode task, BatchAccount account) {
        if (!task.isObject()) {
            return;
        }
        if (Json.text(task, "commandLine").isEmpty()) {
            throw Errors.missingProperty("commandLine").refusal();
        }
        task.path("resourceFiles").forEach(file -> resourceFile(file, account));
        JsonNode user = task.path("userIdentity");
        require(
                given(user, "username", "autoUser") < 2,
                "userIdentity",
                "The properties username and autoUser are mutually exclusive.");
        int retries = task.path("maxTaskRetryCount").asInt(0);
        require(
                retries >= -1,
                "maxTaskRetryCount",
                task.path("maxTaskRetryCount"),
                "The specified value must be at least -1.");
        for (JsonNode variable : task.path("environmentSettings")) {
            require(
                    !Json.text(variable, "name").isEmpty(),
                    "environmentSettings",
                    "An environment setting must have a name.");
        }
    }

    /** One file or container; versions before 2019 called the file {@code blobSource}. */
    static void resourceFile(JsonNode file, BatchAccount account) {
        require(
                given(file, "autoStorageContainerName", "storageContainerUrl", "httpUrl", "blobSource") == 1,
                "resourceFiles",
                "Exactly one of autoStorageContainerName, storageContainerUrl and httpUrl must be specified.");
        boolean single = given(file, "httpUrl", "blobSource") == 1;
        require(
                !single || given(file, "filePath") == 1,
                "filePath",
                "The property filePath must be specified if httpUrl is specified.");
        require(
                !single || given(file, "blobPrefix") == 0,
                "blobPrefix",
                "The property blobPrefix is valid only with autoStorageContainerName or storageContainerUrl.");
        require(
                !breaksOut(Json.text(file, "filePath")),
                "filePath",
                file.path("filePath"),
                "The specified path cannot break out of the working directory of the task.");
        require(
                given(file, "autoStorageContainerName") == 0
                        || account.autoStorage().isPresent(),
                "autoStorageContainerName",
                "The account does not have auto storage configured.");
    }

    /** Whether a path leads above where it begins; two dots in a name do not. */
    private static boolean breaksOut(String path) {
        int depth = 0;
        boolean above = false;
        for (String part : path.split("[/\\\\]")) {
            depth += part.equals("..") ? -1 : part.isEmpty() || part.equals(".") ? 0 : 1;
            above |= depth < 0;
        }
        return above;
    }
}
