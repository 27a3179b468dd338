/** How long a deleted workspace can be taken back. */
export const WORKSPACE_KEPT_DAYS = 14;
