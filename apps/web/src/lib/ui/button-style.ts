import { tv, type VariantProps } from "tailwind-variants/lite";

/** The looks of everything that is pressed, also for links that look like buttons. */
export const buttonStyle = tv({
  base: [
    "inline-flex shrink-0 items-center justify-center gap-2 rounded-md font-medium whitespace-nowrap select-none",
    "transition-colors disabled:cursor-not-allowed disabled:opacity-50 [&_svg]:size-4 [&_svg]:shrink-0",
  ],
  variants: {
    variant: {
      primary: "bg-primary text-on-primary hover:bg-primary-hover",
      secondary: "border border-line bg-surface text-foreground hover:bg-hover",
      ghost: "text-muted hover:bg-hover hover:text-foreground",
      danger: "bg-bad text-background hover:opacity-90",
    },
    size: {
      normal: "h-9 px-3.5 coarse:h-11",
      small: "h-7 px-2.5 text-[0.8125rem] coarse:h-11",
      icon: "size-8 coarse:size-11",
    },
  },
  defaultVariants: { variant: "secondary", size: "normal" },
});

export type ButtonVariants = VariantProps<typeof buttonStyle>;
