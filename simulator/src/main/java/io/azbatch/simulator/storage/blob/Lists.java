package io.azbatch.simulator.storage.blob;

import io.azbatch.simulator.arm.Azure;
import io.azbatch.simulator.http.Response;
import io.azbatch.simulator.storage.BlobEntry;
import io.azbatch.simulator.storage.Place;
import io.azbatch.simulator.storage.Storage;
import io.azbatch.simulator.storage.copy.Copy;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Lists of the store in the caller's words: its addresses, and copies as they stand. */
final class Lists {
    private static final Pattern ENDPOINT = Pattern.compile("ServiceEndpoint=\"[^\"]*\"");
    private static final Pattern BLOB = Pattern.compile("<Blob>.*?</Blob>", Pattern.DOTALL);
    private static final Pattern NAME = Pattern.compile("<Name>(.*?)</Name>", Pattern.DOTALL);
    private static final Pattern OF_COPIES = Pattern.compile("<(Copy[A-Za-z]*)>.*?</\\1>|<Copy[A-Za-z]*/>");

    private final Azure azure;
    private final Storage storage;
    private final CopyHeaders headers;

    Lists(Azure azure, Storage storage) {
        this.azure = azure;
        this.storage = storage;
        this.headers = new CopyHeaders(azure);
    }

    Response translate(Admitted admitted, Response response) {
        if (response.isRefusal()) {
            return response;
        }
        String endpoint = storage.endpoint() + "/" + admitted.call().account() + "/";
        String xml = ENDPOINT.matcher(new String(response.body(), StandardCharsets.UTF_8))
                .replaceAll(Matcher.quoteReplacement("ServiceEndpoint=\"" + endpoint + "\""));
        boolean withCopies = Arrays.asList(admitted.call()
                        .request()
                        .query()
                        .get("include")
                        .orElse("")
                        .split(","))
                .contains("copy");
        String told = azure.world().look(() -> BLOB.matcher(xml)
                .replaceAll(blob -> Matcher.quoteReplacement(blob(admitted, blob, withCopies))));
        return new Response(response.status(), response.headers(), told.getBytes(StandardCharsets.UTF_8), "");
    }

    private String blob(Admitted admitted, MatchResult blob, boolean withCopies) {
        String xml = OF_COPIES.matcher(blob.group()).replaceAll("");
        Matcher name = NAME.matcher(xml);
        if (!withCopies || !name.find()) {
            return xml;
        }
        Place place = new Place(
                admitted.slot(),
                admitted.call().container(),
                name.group(1).replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&"));
        Optional<Copy> copy = storage.blobs().find(place).flatMap(BlobEntry::copy);
        return copy.map(one -> xml.replace("</Properties>", elements(one) + "</Properties>"))
                .orElse(xml);
    }

    private String elements(Copy copy) {
        return element("CopyId", copy.id())
                + element("CopyStatus", copy.status().word())
                + element("CopySource", copy.source().shown())
                + element("CopyProgress", headers.progress(copy))
                + copy.completed()
                        .map(at -> element("CopyCompletionTime", CopyHeaders.time(at)))
                        .orElse("")
                + (copy.description().isEmpty() ? "" : element("CopyStatusDescription", copy.description()));
    }

    private static String element(String name, String text) {
        return "<" + name + ">" + BlobError.escape(text) + "</" + name + ">";
    }
}
