package io.azbatch.testbed.process;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Ports for programs that can not choose one themselves and say which. They lie below those that the system gives to
 * whoever asks for any: nobody is given one between our look and the start of the program. Every one is handed out once,
 * from a random beginning, so that two runs on a machine do not take the same.
 */
public final class Ports {
    private static final int FIRST = 20_000;
    private static final int BEYOND = 32_768;
    private static final AtomicInteger NEXT =
            new AtomicInteger(ThreadLocalRandom.current().nextInt(FIRST, BEYOND));

    private Ports() {}

    /** A port that nobody listens on at this moment. */
    public static int free() {
        for (int looked = FIRST; looked < BEYOND; looked++) {
            int port = NEXT.getAndUpdate(last -> last + 1 < BEYOND ? last + 1 : FIRST);
            if (isFree(port)) {
                return port;
            }
        }
        throw new IllegalStateException("no port from " + FIRST + " to " + (BEYOND - 1) + " is free");
    }

    private static boolean isFree(int port) {
        try (ServerSocket socket = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
            return socket.isBound();
        } catch (IOException taken) {
            return false;
        }
    }

    /** Whether somebody listens on a port of loopback. */
    public static boolean listening(int port) {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            return socket.isConnected();
        } catch (IOException nobody) {
            return false;
        }
    }
}
