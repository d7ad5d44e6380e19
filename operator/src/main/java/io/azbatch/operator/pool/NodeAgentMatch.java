package io.azbatch.operator.pool;

import io.azbatch.api.v1beta1.BatchPoolSpec;
import io.azbatch.operator.cloud.BaseImage;
import io.azbatch.operator.cloud.BatchPools.SupportedImage;
import io.azbatch.operator.pool.ImageResolution.Resolved;
import java.time.LocalDate;
import java.util.List;
import java.util.function.Predicate;

/**
 * The node agent for an image, matched and never guessed: a wrong one makes nodes that boot, fail and bill. An agent
 * that Microsoft has tested with the image goes before others, and none is taken past its end of support.
 */
sealed interface NodeAgentMatch {

    /** @param sku as Azure spells it */
    record Found(String sku) implements NodeAgentMatch {}

    /** @param message what is known, the candidates, and what to write */
    record Unknown(String message) implements NodeAgentMatch {}

    /**
     * @param declared {@code auto} or an id
     * @param supported what the account supports
     */
    static NodeAgentMatch of(String declared, Resolved image, List<SupportedImage> supported, LocalDate today) {
        List<SupportedImage> candidates = supported.stream()
                .filter(agent -> image.osType().isEmpty() || image.osType().get() == agent.osType())
                .toList();
        return declared.equals(BatchPoolSpec.AUTO)
                ? auto(image, candidates, today)
                : given(declared, candidates, today);
    }

    private static NodeAgentMatch given(String declared, List<SupportedImage> candidates, LocalDate today) {
        return candidates.stream()
                .map(SupportedImage::nodeAgentSku)
                .filter(declared::equalsIgnoreCase)
                .findFirst()
                .<NodeAgentMatch>map(Found::new)
                .orElseGet(() -> new Unknown("spec.nodeAgentSku is '" + declared
                        + "', which the Batch account does not support for this image: "
                        + advice(skus(candidates, alive(today)))));
    }

    private static NodeAgentMatch auto(Resolved image, List<SupportedImage> candidates, LocalDate today) {
        if (image.base().isEmpty()) {
            return new Unknown("it is not recorded which Marketplace image version "
                    + image.version().name() + " was made from, so no node agent can be matched: "
                    + advice(skus(candidates, alive(today))));
        }
        BaseImage base = image.base().get();
        Predicate<SupportedImage> fits = alive(today).and(agent -> same(agent.image(), base));
        List<String> verified = skus(candidates, fits.and(SupportedImage::verified));
        List<String> matching = verified.isEmpty() ? skus(candidates, fits) : verified;
        String title = base.publisher() + ":" + base.offer() + ":" + base.sku();
        return switch (matching.size()) {
            case 1 -> new Found(matching.getFirst());
            case 0 ->
                new Unknown("no node agent that is still supported is listed for base image " + title + ": "
                        + advice(skus(candidates, alive(today))));
            default -> new Unknown("several node agents are listed for base image " + title + ": " + advice(matching));
        };
    }

    private static boolean same(BaseImage one, BaseImage other) {
        return one.publisher().equalsIgnoreCase(other.publisher())
                && one.offer().equalsIgnoreCase(other.offer())
                && one.sku().equalsIgnoreCase(other.sku());
    }

    private static Predicate<SupportedImage> alive(LocalDate today) {
        return agent -> agent.endOfLife().filter(end -> end.isBefore(today)).isEmpty();
    }

    private static List<String> skus(List<SupportedImage> images, Predicate<SupportedImage> which) {
        return images.stream()
                .filter(which)
                .map(SupportedImage::nodeAgentSku)
                .distinct()
                .sorted()
                .toList();
    }

    private static String advice(List<String> skus) {
        return skus.isEmpty()
                ? "the account lists none for this operating system, so use another image"
                : "set spec.nodeAgentSku to one of: " + String.join(", ", skus);
    }
}
