/**
 * How the Batch service forms its answers: error bodies without an outer {@code error}, times with up to seven digits of a second,
 * ETags without quotes, api-versions with a number behind the date.
 */
@NullMarked
package io.azbatch.simulator.batch.answer;

import org.jspecify.annotations.NullMarked;
