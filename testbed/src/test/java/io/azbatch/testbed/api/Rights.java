package io.azbatch.testbed.api;

import io.fabric8.kubernetes.api.model.authorization.v1.ResourceRule;
import io.fabric8.kubernetes.api.model.authorization.v1.SelfSubjectRulesReviewBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What an account may do in a namespace, as the API server sees it, such as {@code get leases.coordination.k8s.io/name}. */
public final class Rights {

    private Rights() {}

    public static Set<String> of(KubernetesClient account, String namespace) {
        var review = account.authorization()
                .v1()
                .selfSubjectRulesReview()
                .create(new SelfSubjectRulesReviewBuilder()
                        .withNewSpec(namespace)
                        .build());
        if (Boolean.TRUE.equals(review.getStatus().getIncomplete())) {
            throw new IllegalStateException(
                    "the list of rights is not complete: " + review.getStatus().getEvaluationError());
        }
        return review.getStatus().getResourceRules().stream()
                .flatMap(Rights::spelledOut)
                .collect(Collectors.toCollection(TreeSet::new));
    }

    public static Set<String> beyond(Set<String> common, Set<String> all) {
        Set<String> beyond = new TreeSet<>(all);
        beyond.removeAll(common);
        return beyond;
    }

    private static Stream<String> spelledOut(ResourceRule rule) {
        List<String> names = rule.getResourceNames().isEmpty()
                ? List.of("")
                : rule.getResourceNames().stream().map(name -> "/" + name).toList();
        return rule.getVerbs().stream()
                .flatMap(verb -> rule.getResources().stream().flatMap(resource -> rule.getApiGroups().stream()
                        .map(group -> verb + " " + resource + (group.isEmpty() ? "" : "." + group))))
                .flatMap(right -> names.stream().map(name -> right + name));
    }
}
