package io.azbatch.operator.azure;

import com.azure.core.http.HttpClient;
import com.azure.core.http.jdk.httpclient.JdkHttpClientBuilder;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.locks.ReentrantLock;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509TrustManager;
import org.jspecify.annotations.Nullable;

/**
 * The one HTTP client of all planes: the JDK's, on virtual threads, with one connection pool and one notion of whom to
 * trust. It is made when it is first needed, so that an operator without objects starts without TLS.
 */
final class Transport implements AutoCloseable {

    private static final Duration ANSWER = Duration.ofSeconds(30);

    private final Collection<? extends Certificate> authorities;
    private final Duration connect;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final ReentrantLock lock = new ReentrantLock();
    private @Nullable HttpClient client;

    /**
     * @param connect how long a connection may take to be made; short, since the write fence is asked before, and a
     *     request must not get out long after
     * @throws IllegalArgumentException when the file can not be read or holds no certificate
     */
    Transport(Optional<Path> certificateAuthority, Duration connect) {
        this.connect = connect;
        this.authorities = certificateAuthority
                .<Collection<? extends Certificate>>map(Transport::read)
                .orElse(List.of());
    }

    HttpClient client() {
        lock.lock();
        try {
            HttpClient made = client == null ? make() : client;
            client = made;
            return made;
        } finally {
            lock.unlock();
        }
    }

    private HttpClient make() {
        java.net.http.HttpClient.Builder builder = java.net.http.HttpClient.newBuilder();
        if (!authorities.isEmpty()) {
            builder.sslContext(trusting());
        }
        return new JdkHttpClientBuilder(builder)
                .executor(threads)
                .connectionTimeout(connect)
                .responseTimeout(ANSWER)
                .readTimeout(ANSWER)
                .writeTimeout(Duration.ZERO)
                .build();
    }

    private static Collection<? extends Certificate> read(Path file) {
        try (InputStream pem = Files.newInputStream(file)) {
            Collection<? extends Certificate> read =
                    CertificateFactory.getInstance("X.509").generateCertificates(pem);
            if (read.isEmpty()) {
                throw new IllegalArgumentException(file + " holds no certificate");
            }
            return read;
        } catch (IOException | CertificateException unreadable) {
            throw new IllegalArgumentException(
                    file + " is no readable PEM file of certificates: " + unreadable.getMessage(), unreadable);
        }
    }

    /** Whom the JDK trusts, and ours beside them. */
    private SSLContext trusting() {
        try {
            KeyStore store = KeyStore.getInstance(KeyStore.getDefaultType());
            store.load(null, null);
            int alias = 0;
            for (X509Certificate known : jdkAuthorities()) {
                store.setCertificateEntry("jdk-" + alias++, known);
            }
            for (Certificate own : authorities) {
                store.setCertificateEntry("own-" + alias++, own);
            }
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(null, managers(store), null);
            return context;
        } catch (GeneralSecurityException | IOException impossible) {
            throw new IllegalStateException("the JDK's TLS does not work", impossible);
        }
    }

    private static List<X509Certificate> jdkAuthorities() throws GeneralSecurityException {
        for (TrustManager manager : managers(null)) {
            if (manager instanceof X509TrustManager x509) {
                return List.of(x509.getAcceptedIssuers());
            }
        }
        return List.of();
    }

    private static TrustManager[] managers(@Nullable KeyStore store) throws GeneralSecurityException {
        TrustManagerFactory factory = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        factory.init(store);
        return factory.getTrustManagers();
    }

    @Override
    public void close() {
        threads.shutdownNow();
    }
}
