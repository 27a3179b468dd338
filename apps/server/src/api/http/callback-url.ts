import type { ApiServices } from "../services.ts";

/** Where a provider sends people back to; registered with it letter by letter. */
export const callbackUrl = (
  { publicOrigin }: Pick<ApiServices, "publicOrigin">,
  request: Parameters<ApiServices["publicOrigin"]>[0],
  providerId: string,
) => `${publicOrigin(request)}/api/auth/oauth/${providerId}/callback`;
