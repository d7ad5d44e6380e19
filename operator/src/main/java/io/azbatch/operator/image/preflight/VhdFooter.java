package io.azbatch.operator.image.preflight;

import io.azbatch.api.v1beta1.ImageReason;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/**
 * The last 512 bytes of a VHD, all numbers big-endian. Source: "Virtual Hard Disk Image Format Specification"; what Azure
 * takes of it: "Prepare a Windows VHD or VHDX to upload to Azure".
 */
public final class VhdFooter {

    /** In bytes. */
    public static final int LENGTH = 512;

    private static final String COOKIE = "conectix";
    private static final int CURRENT_SIZE = 48;
    private static final int DISK_TYPE = 60;
    private static final int CHECKSUM = 64;
    private static final int FIXED = 2;
    private static final long MIB = 1L << 20;
    private static final String CONVERT =
            ": convert it to a fixed VHD (`qemu-img convert -O vpc -o subformat=fixed,force_size`, or `Convert-VHD"
                    + " -VHDType Fixed`) and upload it again";

    private VhdFooter() {}

    /**
     * What Azure would refuse of a VHD.
     *
     * @param footer the last bytes of the blob
     * @param length of the blob, in bytes
     */
    public static Optional<Objection> objection(String name, byte[] footer, long length) {
        if (footer.length != LENGTH || !cookie(footer).equals(COOKIE)) {
            return objection(
                    ImageReason.VhdFooterMissing,
                    name + " does not end in the footer of a VHD; it may be a VHDX, or not uploaded to its end"
                            + CONVERT);
        }
        ByteBuffer fields = ByteBuffer.wrap(footer);
        long size = fields.getLong(CURRENT_SIZE);
        if (fields.getInt(CHECKSUM) != checksum(footer)) {
            return objection(
                    ImageReason.VhdFooterDamaged,
                    "the checksum in the footer of " + name + " is wrong: upload the VHD again");
        }
        if (fields.getInt(DISK_TYPE) != FIXED) {
            return objection(
                    ImageReason.VhdNotFixed,
                    name + " is a dynamic or differencing VHD, and Azure takes fixed ones" + CONVERT);
        }
        if (size <= 0 || size % MIB != 0) {
            return objection(
                    ImageReason.VhdSizeUneven,
                    name + " has a virtual size of " + size + " bytes, which is not a whole number of MiB: resize it"
                            + " (`qemu-img resize`, or `Resize-VHD`) and upload it again");
        }
        return length == size + LENGTH
                ? Optional.empty()
                : objection(
                        ImageReason.VhdLengthWrong,
                        name + " is " + length + " bytes long, and its footer tells of " + (size + LENGTH)
                                + ": upload it again, to its end");
    }

    private static Optional<Objection> objection(ImageReason reason, String message) {
        return Optional.of(new Objection(reason, message));
    }

    private static String cookie(byte[] footer) {
        return new String(footer, 0, COOKIE.length(), StandardCharsets.US_ASCII);
    }

    /** One's complement of the sum of all bytes, with the checksum itself taken as zero. */
    private static int checksum(byte[] footer) {
        int sum = 0;
        for (int i = 0; i < footer.length; i++) {
            sum += i >= CHECKSUM && i < CHECKSUM + Integer.BYTES ? 0 : footer[i] & 0xff;
        }
        return ~sum;
    }
}
