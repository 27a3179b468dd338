import { redirect } from "@sveltejs/kit";
import { settingsPath } from "#lib/paths.ts";
import type { PageLoad } from "./$types";

/** Bookmarks and links from before it was a page of the settings. */
export const load: PageLoad = ({ params }) => redirect(307, settingsPath(params.page));
