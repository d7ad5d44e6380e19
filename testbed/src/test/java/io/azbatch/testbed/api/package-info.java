/**
 * What the API server makes of manifests: what it refuses and with which words, what it fills in, what it shows.
 *
 * <p>{@code corpus/KIND.yaml} is a manifest that is accepted. Each file of {@code corpus/KIND/} is about one constraint of
 * the schema:
 *
 * <pre>
 * field: spec.poolId                 where the server points to; items of lists as []
 * constraint: rule                   required, type, format, enum, minimum, maximum, minLength, maxLength, maxItems, unique, rule
 * before: {…}                        what is there already, where the constraint is about a change
 * reject: {…}                        what is refused, with this one error
 * message: …                         what that error says; of a rule its whole message
 * also: […]                          what the server says a second time of the same mistake
 * accept: {…}                        the neighbour that is accepted; absent: the manifest as it was
 * </pre>
 *
 * <p>{@code before}, {@code reject} and {@code accept} are merge patches on the manifest. Two things keep them short: the
 * text {@code <a x 25>} is 25 times an a, and a map {@code {times: 65, each: {name: 'n#'}}} is a list with 65 items, in
 * which # is the item's number. A rejected and its accepted manifest differ below {@code field} only.
 */
@NullMarked
package io.azbatch.testbed.api;

import org.jspecify.annotations.NullMarked;
