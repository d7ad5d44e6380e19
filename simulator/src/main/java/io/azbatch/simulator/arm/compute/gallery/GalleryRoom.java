package io.azbatch.simulator.arm.compute.gallery;

import io.azbatch.simulator.arm.Azure;
import io.azbatch.simulator.arm.compute.RateGroup;
import io.azbatch.simulator.http.Router;

/** The routes of galleries, definitions and versions; each verb and type has a throttling group of its own. */
public final class GalleryRoom {
    private static final String GROUP =
            "/subscriptions/{subscription}/resourceGroups/{group}/providers/Microsoft.Compute/galleries";
    private static final String GALLERY = GROUP + "/{gallery}";
    private static final String DEFINITION = GALLERY + "/images/{image}";
    private static final String VERSION = DEFINITION + "/versions/{version}";

    private final Azure azure;

    public GalleryRoom(Azure azure) {
        this.azure = azure;
    }

    public void routes(Router router) {
        GalleryWrites writes = new GalleryWrites(azure);
        galleries(router, new GalleriesApi(azure, writes));
        definitions(router, new DefinitionsApi(azure, writes));
        versions(router, new VersionsApi(azure, writes));
        new ApplicationsApi(azure, writes).routes(router, GALLERY + "/applications");
    }

    private void galleries(Router router, GalleriesApi api) {
        RateGroup write = RateGroup.windows("CreateUpdateGallery", 49, 299);
        router.add(
                "GET",
                "/subscriptions/{subscription}/providers/Microsoft.Compute/galleries",
                "galleries list",
                RateGroup.windows("ListGalleryInSubscription", 99, 999).on(azure, request -> api.list(request, true)));
        router.add(
                "GET",
                GROUP,
                "galleries list",
                RateGroup.windows("ListGalleryInResourceGroup", 99, 999)
                        .on(azure, request -> api.list(request, false)));
        router.add(
                "GET",
                GALLERY,
                "galleries GET",
                RateGroup.windows("GetGallery", 349, 2499).on(azure, api::get));
        router.add("PUT", GALLERY, "galleries PUT", write.on(azure, api::put));
        router.add("PATCH", GALLERY, "galleries PATCH", write.on(azure, api::patch));
        router.add(
                "DELETE",
                GALLERY,
                "galleries DELETE",
                RateGroup.windows("DeleteGallery", 49, 299).on(azure, api::delete));
        router.add("POST", GALLERY + "/share", "galleries/share", write.on(azure, api::share));
    }

    private void definitions(Router router, DefinitionsApi api) {
        RateGroup write = RateGroup.windows("CreateUpdateGalleryImage", 149, 749);
        router.add(
                "GET",
                GALLERY + "/images",
                "galleries/images list",
                RateGroup.windows("ListGalleryImagesInGallery", 1499, 9999).on(azure, api::list));
        router.add(
                "GET",
                DEFINITION,
                "galleries/images GET",
                RateGroup.windows("GetGalleryImage", 599, 2999).on(azure, api::get));
        router.add("PUT", DEFINITION, "galleries/images PUT", write.on(azure, api::put));
        router.add("PATCH", DEFINITION, "galleries/images PATCH", write.on(azure, api::patch));
        router.add(
                "DELETE",
                DEFINITION,
                "galleries/images DELETE",
                RateGroup.windows("DeleteGalleryImage", 49, 299).on(azure, api::delete));
    }

    private void versions(Router router, VersionsApi api) {
        RateGroup write = RateGroup.windows("CreateUpdateGalleryImageVersion", 374, 1199);
        router.add(
                "GET",
                DEFINITION + "/versions",
                "galleries/images/versions list",
                RateGroup.windows("ListGalleryImageVersionsInGalleryImage", 1499, 9999)
                        .on(azure, api::list));
        router.add(
                "GET",
                VERSION,
                "galleries/images/versions GET",
                RateGroup.windows("GetGalleryImageVersion", 1999, 9999).on(azure, api::get));
        router.add("PUT", VERSION, "galleries/images/versions PUT", write.on(azure, api::put));
        router.add("PATCH", VERSION, "galleries/images/versions PATCH", write.on(azure, api::patch));
        router.add(
                "DELETE",
                VERSION,
                "galleries/images/versions DELETE",
                RateGroup.windows("DeleteGalleryImageVersion", 149, 999).on(azure, api::delete));
    }
}
