package io.azbatch.operator.image;

import io.azbatch.operator.image.pass.ImageStep;

/** What is done in a situation, in short words. */
final class Told {

    private Told() {}

    static String of(Given given) {
        return of(ImageDecision.decide(given.snapshot()));
    }

    static String of(ImageStep step) {
        return switch (step) {
            case ImageStep.Effect effect -> effect.doing();
            case ImageStep.Remember remember -> "remember: " + remember.doing();
            case ImageStep.Stand stand ->
                stand.standing().getClass().getSimpleName() + " "
                        + stand.standing().reason();
            case ImageStep.Release release -> "release";
        };
    }

    static String message(Given given) {
        return ImageDecision.decide(given.snapshot()) instanceof ImageStep.Stand stand
                ? stand.standing().message()
                : "no standing";
    }
}
