package io.azbatch.testbed.azure;

import java.io.IOException;
import java.io.StringReader;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.w3c.dom.Element;
import org.w3c.dom.Node;
import org.w3c.dom.NodeList;
import org.xml.sax.InputSource;
import org.xml.sax.SAXException;

/**
 * One storage account as its user handles it with tools such as AzCopy.
 *
 * @param endpoint of its blobs, without a slash at the end
 */
public record UserBlobs(AzureRest azure, String endpoint) {
    private static final byte[] NOTHING = {};

    /** What the list of a container shows of a blob and is not another with each write. */
    private static final List<String> SHOWN = List.of("BlobType", "Content-Length", "CopyStatus", "LeaseState");

    /**
     * Uploads a Linux disk as a fixed VHD: a page blob with a footer, and nothing in it.
     *
     * @param gib size of the disk
     * @return URL of the blob
     */
    public String uploadVhd(String container, String name, int gib) {
        VhdFooter footer = VhdFooter.ofGib(gib);
        URI blob = URI.create(endpoint + "/" + container + "/" + name);
        put(URI.create(endpoint + "/" + container + "?restype=container"), Map.of(), NOTHING);
        put(
                blob,
                Map.of("x-ms-blob-type", "PageBlob", "x-ms-blob-content-length", Long.toString(footer.blobLength())),
                NOTHING);
        put(
                URI.create(blob + "?comp=page"),
                Map.of("x-ms-page-write", "update", "x-ms-range", footer.range()),
                footer.bytes());
        return blob.toString();
    }

    /** A line for each blob of a container, in order of name; none where there is no such container. */
    public List<String> list(String container) {
        URI uri = URI.create(endpoint + "/" + container + "?restype=container&comp=list&include=metadata,copy");
        return azure.blob("GET", uri, Map.of(), NOTHING)
                .map(xml -> elements(document(xml).getElementsByTagName("Blob"))
                        .map(UserBlobs::line)
                        .toList())
                .orElse(List.of());
    }

    private void put(URI uri, Map<String, String> headers, byte[] body) {
        azure.blob("PUT", uri, headers, body)
                .orElseThrow(() -> new IllegalStateException("there is nothing to put " + uri + " into"));
    }

    private static String line(Element blob) {
        Stream<String> properties = SHOWN.stream()
                .flatMap(name -> elements(blob.getElementsByTagName(name)))
                .map(property -> property.getTagName() + "=" + property.getTextContent());
        Stream<String> metadata = elements(blob.getElementsByTagName("Metadata"))
                .flatMap(all -> elements(all.getChildNodes()))
                .map(one -> one.getTagName() + "=" + one.getTextContent())
                .sorted();
        return elements(blob.getElementsByTagName("Name"))
                        .findFirst()
                        .orElseThrow()
                        .getTextContent() + " "
                + Stream.concat(properties, metadata).toList();
    }

    private static Stream<Element> elements(NodeList nodes) {
        return IntStream.range(0, nodes.getLength())
                .mapToObj(nodes::item)
                .filter(node -> node.getNodeType() == Node.ELEMENT_NODE)
                .map(Element.class::cast);
    }

    /** Azure begins its lists with a byte order mark. */
    private static Element document(String xml) {
        try {
            return DocumentBuilderFactory.newDefaultInstance()
                    .newDocumentBuilder()
                    .parse(new InputSource(new StringReader(xml.substring(xml.indexOf('<')))))
                    .getDocumentElement();
        } catch (ParserConfigurationException | SAXException | IOException broken) {
            throw new IllegalStateException("not the XML of a list: " + xml, broken);
        }
    }
}
