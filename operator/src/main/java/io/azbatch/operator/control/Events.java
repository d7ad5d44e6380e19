package io.azbatch.operator.control;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.MicroTime;
import io.fabric8.kubernetes.api.model.ObjectReferenceBuilder;
import io.fabric8.kubernetes.api.model.events.v1.EventBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Kubernetes events, as {@code kubectl describe} shows them. An event that can not be written is logged and lost. */
public final class Events {

    private static final Logger LOG = LoggerFactory.getLogger(Events.class);
    private static final DateTimeFormatter MICROS = DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm:ss.SSSSSS'Z'");
    private static final int NOTE_LIMIT = 1024;
    private static final String ELLIPSIS = "…";

    private final KubernetesClient client;
    private final String reporter;
    private final Clock clock;

    /** Kubernetes' own two types. */
    public enum Type {
        Normal,
        Warning
    }

    /** @param reporter name of this process, such as the pod's */
    public Events(KubernetesClient client, String reporter, Clock clock) {
        this.client = client;
        this.reporter = reporter;
        this.clock = clock;
    }

    void publish(HasMetadata object, Type type, String reason, String message) {
        var metadata = object.getMetadata();
        var event = new EventBuilder()
                .withNewMetadata()
                .withName(
                        metadata.getName() + "." + UUID.randomUUID().toString().substring(0, 13))
                .withNamespace(metadata.getNamespace())
                .endMetadata()
                .withEventTime(new MicroTime(MICROS.format(clock.instant().atOffset(ZoneOffset.UTC))))
                .withReportingController("azbatch.io/operator")
                .withReportingInstance(reporter)
                .withAction("Reconcile")
                .withType(type.name())
                .withReason(reason)
                .withNote(note(message))
                .withRegarding(new ObjectReferenceBuilder()
                        .withApiVersion(object.getApiVersion())
                        .withKind(object.getKind())
                        .withNamespace(metadata.getNamespace())
                        .withName(metadata.getName())
                        .withUid(metadata.getUid())
                        .build())
                .build();
        try {
            client.resource(event).create();
        } catch (KubernetesClientException unwritten) {
            LOG.atWarn()
                    .addKeyValue("object", metadata.getNamespace() + "/" + metadata.getName())
                    .addKeyValue("reason", reason)
                    .log("event not written: {}", unwritten.getMessage());
        }
    }

    /** Cut to what the API server takes of a note; it counts bytes, and refuses an event whose note has more. */
    static String note(String message) {
        byte[] bytes = message.getBytes(StandardCharsets.UTF_8);
        if (bytes.length <= NOTE_LIMIT) {
            return message;
        }
        int end = NOTE_LIMIT - ELLIPSIS.getBytes(StandardCharsets.UTF_8).length;
        while (isInsideCharacter(bytes[end])) {
            end--;
        }
        return new String(bytes, 0, end, StandardCharsets.UTF_8) + ELLIPSIS;
    }

    private static boolean isInsideCharacter(byte utf8) {
        return (utf8 & 0xC0) == 0x80;
    }
}
