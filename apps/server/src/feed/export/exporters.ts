export const exporters: any = {};
