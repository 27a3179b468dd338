/** The looks that every menu and popover of the app shares. */
export const menuStyle =
  "z-50 min-w-48 animate-appear rounded-lg border border-line bg-raised p-1 text-foreground shadow-float outline-none";

export const menuItemStyle = [
  "flex h-8 items-center gap-2.5 rounded-md px-2.5 text-[0.8125rem] outline-none select-none coarse:h-11 coarse:text-[0.9375rem]",
  "data-highlighted:bg-hover data-disabled:opacity-50 [&_svg]:size-4 [&_svg]:shrink-0 [&_svg]:text-muted",
].join(" ");

export const menuDangerStyle = `${menuItemStyle} text-bad [&_svg]:text-bad`;

export const menuLabelStyle = "px-2.5 pt-2 pb-1 text-xs text-muted";

export const menuSeparatorStyle = "my-1 h-px bg-line";
