package io.azbatch.operator.azure;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

final class IdleCacheTest {

    private final AtomicLong now = new AtomicLong();
    private final List<String> made = new ArrayList<>();
    private final IdleCache<String, String> cache = new IdleCache<>(2, Duration.ofMinutes(1), now::get);

    @Test
    void whatIsUsedIsKept() {
        for (int i = 0; i < 5; i++) {
            use("a");
            now.addAndGet(Duration.ofSeconds(50).toNanos());
        }
        assertThat(made).containsExactly("a");
    }

    @Test
    void whatNobodyAskedForInAWhileGoes() {
        use("a");
        now.addAndGet(Duration.ofSeconds(61).toNanos());
        use("b");
        assertThat(cache.size()).isEqualTo(1);
        use("a");
        assertThat(made).containsExactly("a", "b", "a");
    }

    @Test
    void ofTooManyTheOneAskedForLongestAgoGoes() {
        use("a");
        use("b");
        use("a");
        use("c");
        use("a");
        assertThat(cache.size()).isEqualTo(2);
        assertThat(made).containsExactly("a", "b", "c");
    }

    private void use(String key) {
        assertThat(cache.get(key, name -> {
                    made.add(name);
                    return name;
                }))
                .isEqualTo(key);
    }
}
