package io.azbatch.api.generator;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.azbatch.api.v1beta1.BatchPoolSpec;
import io.azbatch.api.v1beta1.BatchPoolStatus;
import io.azbatch.api.v1beta1.CustomImageSpec;
import io.azbatch.api.v1beta1.CustomImageStatus;
import io.azbatch.api.v1beta1.Patterns;
import io.fabric8.kubernetes.api.model.apiextensions.v1.CustomResourceColumnDefinition;
import io.fabric8.kubernetes.api.model.apiextensions.v1.CustomResourceColumnDefinitionBuilder;
import io.fabric8.kubernetes.api.model.apiextensions.v1.CustomResourceDefinition;
import io.fabric8.kubernetes.api.model.apiextensions.v1.CustomResourceSubresourceScaleBuilder;
import io.fabric8.kubernetes.api.model.apiextensions.v1.JSONSchemaProps;
import io.fabric8.kubernetes.api.model.apiextensions.v1.ValidationRuleBuilder;
import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What the generator can not say: topology and bounds of lists, bounds of texts, what is required, descriptions,
 * columns, the scale subresource, and the status that an object has before it was first seen.
 */
final class SchemaFinish {

    /** Bounds where a component sets none: enough for people, little enough for the cost of CEL rules. */
    private static final long TEXT = 1024;

    private static final long ITEMS = 64;

    /** Wide bounds for what the operator writes: a status that is refused for its size tells nobody anything. */
    private static final long STATUS_TEXT = 32_768;

    private static final long STATUS_ITEMS = 256;

    /** Lists that are maps, by the key of their items; all other lists of records are atomic. */
    private static final Map<String, String> MAP_KEYS = Map.of(
            "conditions", "type",
            "steps", "name",
            "targetRegions", "name",
            "regions", "name",
            "features", "name",
            "metadata", "name",
            "unhealthy", "state");

    private final Descriptions descriptions;

    SchemaFinish(Descriptions descriptions) {
        this.descriptions = descriptions;
    }

    CustomResourceDefinition finished(CustomResourceDefinition crd) {
        var names = crd.getSpec().getNames();
        names.setListKind(names.getKind() + "List");
        names.setCategories(List.of("azbatch"));
        var version = crd.getSpec().getVersions().getFirst();
        JSONSchemaProps root = version.getSchema().getOpenAPIV3Schema();
        root.setDescription(descriptions.ofType(names.getKind()).orElseThrow());
        root.setRequired(List.of("spec"));
        root.setXKubernetesValidations(List.of(new ValidationRuleBuilder()
                .withRule("size(self.metadata.name) <= 120")
                .withMessage(
                        "metadata.name must be at most 120 characters, so that it fits into the owner tag in Azure")
                .build()));
        boolean image = names.getKind().equals("CustomImage");
        record(root.getProperties().get("spec"), image ? CustomImageSpec.class : BatchPoolSpec.class);
        JSONSchemaProps status = root.getProperties().get("status");
        record(status, image ? CustomImageStatus.class : BatchPoolStatus.class);
        status.setDefault(JsonNodeFactory.instance.objectNode().put("observedGeneration", -1));
        condition(status.getProperties().get("conditions").getItems().getSchema());
        version.setAdditionalPrinterColumns(image ? imageColumns() : poolColumns());
        if (!image) {
            version.getSubresources()
                    .setScale(new CustomResourceSubresourceScaleBuilder()
                            .withSpecReplicasPath(".spec.scale.fixed.replicas")
                            .withStatusReplicasPath(".status.replicas")
                            .withLabelSelectorPath(".status.selector")
                            .build());
        }
        return crd;
    }

    private void record(JSONSchemaProps schema, Class<?> type) {
        String name = name(type);
        if (schema.getDescription() == null) {
            descriptions.ofType(name).ifPresent(schema::setDescription);
        }
        List<String> required = new ArrayList<>();
        for (RecordComponent component : type.getRecordComponents()) {
            JSONSchemaProps property = schema.getProperties().get(Components.jsonName(component));
            descriptions.ofComponent(name, component.getName()).ifPresent(property::setDescription);
            if (Components.isRequired(component) && !Components.inStatus(component)) {
                required.add(Components.jsonName(component));
            }
            value(property, component);
        }
        schema.setRequired(required);
    }

    private void value(JSONSchemaProps property, RecordComponent component) {
        Optional<Class<?>> item = Components.itemType(component);
        if (item.isPresent()) {
            list(property, component, item.get());
        } else if (component.getType().isRecord()) {
            record(property, component.getType());
        } else if (Components.isMap(component)) {
            // The generator finds a rule of a component on its field and on its accessor.
            property.setXKubernetesValidations(
                    property.getXKubernetesValidations().stream().distinct().toList());
        } else {
            text(property, component);
        }
    }

    private void list(JSONSchemaProps property, RecordComponent component, Class<?> item) {
        JSONSchemaProps items = property.getItems().getSchema();
        boolean chosen = items.getEnum() != null && !items.getEnum().isEmpty();
        long most = Components.inStatus(component) ? STATUS_ITEMS : ITEMS;
        property.setMaxItems(chosen ? items.getEnum().size() : most);
        if (!item.isRecord()) {
            text(items, component);
            property.setXKubernetesListType("set");
            return;
        }
        record(items, item);
        String key = MAP_KEYS.get(component.getName());
        property.setXKubernetesListType(key == null ? "atomic" : "map");
        if (key != null) {
            property.setXKubernetesListMapKeys(List.of(key));
            if (!items.getRequired().contains(key)) {
                List<String> required = new ArrayList<>(items.getRequired());
                required.add(key);
                items.setRequired(required);
            }
        }
    }

    private static void text(JSONSchemaProps property, RecordComponent component) {
        if (property.getPattern() != null) {
            words(property, property.getPattern());
        }
        if ("string".equals(property.getType())
                && property.getMaxLength() == null
                && (property.getEnum() == null || property.getEnum().isEmpty())) {
            property.setMaxLength(Components.inStatus(component) ? STATUS_TEXT : TEXT);
        }
        if (Boolean.TRUE.equals(property.getXKubernetesIntOrString())) {
            property.setMaxLength(16L);
        }
    }

    /** A rule that says in words what is wrong takes the place of a pattern, whose message is the expression itself. */
    private static void words(JSONSchemaProps property, String pattern) {
        Patterns.Form form = Patterns.formOf(pattern);
        if (property.getMaxLength() == null) {
            property.setMaxLength(form.maxLength());
        }
        property.setPattern(null);
        property.setXKubernetesValidations(List.of(new ValidationRuleBuilder()
                .withRule("self.matches('" + pattern + "')")
                .withMessage(form.words())
                .build()));
    }

    private static void condition(JSONSchemaProps condition) {
        condition.setRequired(List.of("type", "status", "lastTransitionTime", "reason", "message"));
        Map<String, JSONSchemaProps> properties = condition.getProperties();
        properties
                .get("status")
                .setEnum(List.of(
                        JsonNodeFactory.instance.textNode("True"),
                        JsonNodeFactory.instance.textNode("False"),
                        JsonNodeFactory.instance.textNode("Unknown")));
        properties.get("type").setMaxLength(316L);
        properties.get("reason").setMaxLength(1024L);
        properties.get("reason").setPattern("^[A-Za-z]([A-Za-z0-9_,:]*[A-Za-z0-9_])?$");
        properties.get("message").setMaxLength(32_768L);
        properties.get("lastTransitionTime").setFormat("date-time");
    }

    private static List<CustomResourceColumnDefinition> imageColumns() {
        return List.of(
                column("Ready", "string", ".status.conditions[?(@.type==\"Ready\")].status", 0),
                column("Reason", "string", ".status.conditions[?(@.type==\"Ready\")].reason", 0),
                column("Version", "string", ".status.current.version", 0),
                column("Message", "string", ".status.conditions[?(@.type==\"Ready\")].message", 1),
                column("Age", "date", ".metadata.creationTimestamp", 0));
    }

    private static List<CustomResourceColumnDefinition> poolColumns() {
        return List.of(
                column("Ready", "string", ".status.conditions[?(@.type==\"Ready\")].status", 0),
                column("Reason", "string", ".status.conditions[?(@.type==\"Ready\")].reason", 0),
                column("Nodes", "integer", ".status.nodes.current", 0),
                column("Target", "integer", ".status.nodes.target", 0),
                column("Pool", "string", ".status.poolId", 0),
                column("Image", "string", ".status.imageOrigin.version", 0),
                column("Message", "string", ".status.conditions[?(@.type==\"Ready\")].message", 1),
                column("Age", "date", ".metadata.creationTimestamp", 0));
    }

    private static CustomResourceColumnDefinition column(String name, String type, String path, int priority) {
        return new CustomResourceColumnDefinitionBuilder()
                .withName(name)
                .withType(type)
                .withJsonPath(path)
                .withPriority(priority)
                .build();
    }

    private static String name(Class<?> type) {
        return type.getEnclosingClass() == null
                ? type.getSimpleName()
                : name(type.getEnclosingClass()) + "." + type.getSimpleName();
    }
}
