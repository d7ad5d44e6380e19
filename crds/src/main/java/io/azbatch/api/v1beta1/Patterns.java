package io.azbatch.api.v1beta1;

import java.util.Map;

/**
 * Forms of names, as Azure ("Naming rules and restrictions for Azure resources") and Kubernetes allow them. Each has
 * words of its own, since nobody should have to read a regular expression to learn what to change.
 */
public final class Patterns {

    static final String SUBSCRIPTION = "^[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}$";
    static final String RESOURCE_GROUP = "^[-A-Za-z0-9_.()]*[-A-Za-z0-9_()]$";
    static final String LOCATION = "^[a-z][a-z0-9]+$";
    static final String VM_NAME = "^[A-Za-z0-9]([A-Za-z0-9._-]*[A-Za-z0-9_])?$";

    private static final String ID =
            "^/subscriptions/[0-9a-fA-F-]{36}/[rR]esource[gG]roups/[-A-Za-z0-9_.()]{1,90}/providers/";

    static final String VM_ID = ID + "[mM]icrosoft[.][cC]ompute/virtual[mM]achines/[A-Za-z0-9._-]{1,64}$";

    static final String GALLERY_IMAGE_ID = ID
            + "[mM]icrosoft[.][cC]ompute/galleries/[A-Za-z0-9._]{1,80}/images/[A-Za-z0-9._-]{1,80}"
            + "(/versions/[0-9]{1,10}[.][0-9]{1,10}[.][0-9]{1,10})?$";

    static final String STORAGE_ACCOUNT_ID = ID + "[mM]icrosoft[.][sS]torage/storage[aA]ccounts/[a-z0-9]{3,24}$";
    static final String VHD_URI =
            "^https://[A-Za-z0-9.-]+(:[0-9]{1,5})?/(%[0-9a-fA-F]{2}|[A-Za-z0-9._~!$&()*+,;=:@/-])+[.]vhd$";
    static final String CONTAINER = "^[a-z0-9](-?[a-z0-9]){2,62}$";
    static final String VHD_PREFIX = "^[A-Za-z0-9][A-Za-z0-9_]*([.-]+[A-Za-z0-9_]+)*$";
    static final String MANAGED_IMAGE = "^[A-Za-z0-9][A-Za-z0-9_]*([._-]*[A-Za-z0-9_]+)*$";
    static final String GALLERY = "^[A-Za-z0-9]([A-Za-z0-9._]*[A-Za-z0-9])?$";
    static final String DEFINITION = "^[A-Za-z0-9]([A-Za-z0-9._-]*[A-Za-z0-9])?$";
    static final String IDENTIFIER = "^[A-Za-z0-9_.-]*[A-Za-z0-9_-]$";
    static final String BATCH_ACCOUNT = "^[a-z0-9]{3,}$";
    static final String POOL_ID = "^[A-Za-z0-9_-]+$";
    static final String VM_SIZE = "^[A-Za-z][A-Za-z0-9_-]*$";
    static final String DNS_LABEL = "^[a-z0-9]([a-z0-9-]*[a-z0-9])?$";
    static final String DNS_NAME = "^[a-z0-9]([a-z0-9.-]*[a-z0-9])?$";

    private static final Map<String, Form> FORMS = Map.ofEntries(
            form(SUBSCRIPTION, 36, "a subscription is its id, such as 11111111-2222-3333-4444-555555555555"),
            form(
                    RESOURCE_GROUP,
                    90,
                    "the name of a resource group has letters, digits, dots, dashes, underscores and parentheses,"
                            + " and does not end in a dot"),
            form(LOCATION, 50, "write the region in its short form, such as westeurope for West Europe"),
            form(
                    VM_NAME,
                    64,
                    "the name of a virtual machine has letters, digits, dots, dashes and underscores, begins with a"
                            + " letter or digit and does not end in a dot or dash"),
            form(
                    VM_ID,
                    512,
                    "the id of a virtual machine is /subscriptions/SUBSCRIPTION/resourceGroups/GROUP/providers/"
                            + "Microsoft.Compute/virtualMachines/NAME"),
            form(
                    GALLERY_IMAGE_ID,
                    512,
                    "the id of a gallery image is /subscriptions/SUBSCRIPTION/resourceGroups/GROUP/providers/"
                            + "Microsoft.Compute/galleries/GALLERY/images/DEFINITION, with /versions/1.0.3 behind it"
                            + " or without"),
            form(
                    STORAGE_ACCOUNT_ID,
                    512,
                    "the id of a storage account is /subscriptions/SUBSCRIPTION/resourceGroups/GROUP/providers/"
                            + "Microsoft.Storage/storageAccounts/NAME"),
            form(
                    VHD_URI,
                    1_024,
                    "the URL of a VHD is https://ACCOUNT.blob.core.windows.net/CONTAINER/NAME.vhd, without a SAS"),
            form(
                    CONTAINER,
                    63,
                    "destinationContainerName has 3 to 63 lower case letters, digits and single dashes, and begins and"
                            + " ends with a letter or digit"),
            form(
                    VHD_PREFIX,
                    80,
                    "prefix has letters, digits, dots, dashes and underscores, begins with a letter or digit and does"
                            + " not end in a dot or dash"),
            form(
                    MANAGED_IMAGE,
                    80,
                    "the name of a managed image has letters, digits, dots, dashes and underscores, begins with a"
                            + " letter or digit and does not end in a dot or dash"),
            form(
                    GALLERY,
                    80,
                    "the name of a gallery has letters, digits, dots and underscores, no dashes, and begins and ends"
                            + " with a letter or digit"),
            form(
                    DEFINITION,
                    80,
                    "the name of an image definition has letters, digits, dots, dashes and underscores, and begins and"
                            + " ends with a letter or digit"),
            form(
                    IDENTIFIER,
                    128,
                    "publisher, offer and sku have letters, digits, dots, dashes and underscores, and do not end in a"
                            + " dot"),
            form(BATCH_ACCOUNT, 24, "the name of a Batch account has 3 to 24 lower case letters and digits"),
            form(POOL_ID, 64, "the id of a pool has letters, digits, dashes and underscores"),
            form(VM_SIZE, 64, "write the VM size as Azure does, such as Standard_D4s_v5"),
            form(DNS_LABEL, 63, "the name of a namespace has lower case letters, digits and dashes"),
            form(
                    DNS_NAME,
                    253,
                    "the name of a Kubernetes object has lower case letters, digits, dots and dashes, and begins and"
                            + " ends with a letter or digit"));

    private Patterns() {}

    /**
     * What a pattern means to people.
     *
     * @param maxLength in characters, where the field sets none
     * @param words what a text that does not match is told
     */
    public record Form(long maxLength, String words) {}

    /** @throws IllegalArgumentException for a pattern without words */
    public static Form formOf(String pattern) {
        Form form = FORMS.get(pattern);
        if (form == null) {
            throw new IllegalArgumentException("pattern " + pattern + " has no words in Patterns");
        }
        return form;
    }

    private static Map.Entry<String, Form> form(String pattern, long maxLength, String words) {
        return Map.entry(pattern, new Form(maxLength, words));
    }
}
